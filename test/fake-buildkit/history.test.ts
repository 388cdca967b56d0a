import { expect } from 'chai';
import type { BuildKitClient } from '../../src/client/buildkit-client.js';
import type { Call } from '../../src/client/call.js';
import type { control } from '../../src/protocol/buildkit/messages.js';
import type { Init } from '../../src/protocol/messages.js';
import { of, overTransports } from './client.js';

type Request = Init<control.BuildHistoryRequest>;
type Listening = Call<control.BuildHistoryRequest, control.BuildHistoryEvent>;

function told({ type, record }: control.BuildHistoryEvent): string {
  const { ref, pinned, generation } = record ?? { ref: '', pinned: false, generation: 0 };
  return `${type} ${ref}${pinned ? ' pinned' : ''}${generation === 0 ? '' : ` ${generation}`}`;
}

async function listen(client: BuildKitClient, request: Request = {}): Promise<Listening> {
  const call = client.open('Control.ListenBuildHistory');
  await call.send(request);
  call.halfClose();
  return call;
}

/** What there is to tell; of a call that fails, the error. */
async function listed(client: BuildKitClient, request: Request = {}): Promise<readonly string[] | string> {
  const call = await listen(client, { earlyExit: true, ...request });
  const { code, message } = await call.status;
  return code === 0 ? call.messages.map(told) : message;
}

async function eventsTo(call: Listening, last: string): Promise<readonly string[]> {
  const seen: string[] = [];
  for await (const event of call) {
    seen.push(told(event));
    if (seen.at(-1) === last) break;
  }
  return seen;
}

/** A build that its client drives; the function ends it. */
async function begin(client: BuildKitClient, ref: string, request: Init<control.SolveRequest> = {}) {
  const solving = client.call('Control.Solve', { ref, ...request }).catch(() => undefined);
  await client.call('LLBBridge.Ping', {}, of(ref));
  return async (end: Init<Parameters<typeof client.call<'LLBBridge.Return'>>[1]> = { result: {} }): Promise<void> => {
    await client.call('LLBBridge.Return', end, of(ref));
    await solving;
  };
}

async function built(client: BuildKitClient, ref: string, request: Init<control.SolveRequest> = {}): Promise<void> {
  const end = await begin(client, ref, request);
  await end();
}

async function update(client: BuildKitClient, request: Init<control.UpdateBuildHistoryRequest>): Promise<string> {
  return client.call('Control.UpdateBuildHistory', request).then(
    () => 'OK',
    ({ codeName, rpcMessage }: { codeName: string; rpcMessage: string }) => `${codeName} ${rpcMessage}`,
  );
}

// What is expected here was seen of the BuildKit in Docker 26.1.5, but for filters, the limit and `finalize`, which came later.
overTransports('The history of the fake BuildKit', (start) => {
  it('has builds that run, and those that are over by their refs, but none that are internal', async () => {
    const { client } = await start();
    await built(client, 'b');
    await built(client, 'probe', { internal: true });
    await built(client, 'a');
    const end = await begin(client, 'r');
    expect(await listed(client)).to.deep.equal(['STARTED r', 'COMPLETE a', 'COMPLETE b']);
    expect(await listed(client, { activeOnly: true })).to.deep.equal(['STARTED r']);
    expect(await listed(client, { ref: 'a' })).to.deep.equal(['COMPLETE a']);
    expect(await listed(client, { ref: 'other' })).to.deep.equal([]);
    await end();
  });

  it('tells what happens to whoever listens on, to all of it whoever wants only builds that run', async () => {
    const { client } = await start();
    await built(client, 'a');
    const call = await listen(client, { activeOnly: true, filter: ['ref==other'], limit: 1 });
    // Whoever has been told of a build that runs is listening.
    const one = await listen(client, { ref: 'b' });
    const end = await begin(client, 'b');
    expect(await eventsTo(one, 'STARTED b')).to.deep.equal(['STARTED b']);
    await end();
    await update(client, { ref: 'a', pinned: true });
    await update(client, { ref: 'a', delete: true });
    expect(await eventsTo(call, 'DELETED a')).to.deep.equal([
      'STARTED b',
      'COMPLETE b',
      'COMPLETE a pinned 1',
      'DELETED a',
    ]);
    call.cancel();
    one.cancel();
  });

  it('pins builds that are over', async () => {
    const { client } = await start();
    const end = await begin(client, 'r');
    expect(await update(client, { ref: 'r', pinned: true })).to.equal(
      'UNKNOWN failed to retrieve ref r: file does not exist',
    );
    await end();
    expect(await update(client, { ref: 'r', pinned: true })).to.equal('OK');
    expect(await listed(client)).to.deep.equal(['COMPLETE r pinned 1']);
    expect(await update(client, { ref: 'r', pinned: true })).to.equal('OK');
    expect(await update(client, { ref: 'r', finalize: true })).to.equal('OK');
    expect(await listed(client)).to.deep.equal(['COMPLETE r pinned 2']);
    expect(await update(client, { ref: 'other', finalize: true })).to.equal('OK');
  });

  it('forgets a build that is deleted, and what it points to', async () => {
    const { client } = await start();
    await built(client, 'r');
    const call = await listen(client, { earlyExit: true });
    await call.status;
    const [{ record } = {}] = call.messages;
    const digest = record?.logs?.digest ?? '';
    expect((await client.call('Content.Info', { digest })).info?.digest).to.equal(digest);
    expect(await update(client, { ref: 'r', delete: true })).to.equal('OK');
    expect(await listed(client)).to.deep.equal([]);
    expect(await client.call('Content.Info', { digest }).catch((error: unknown) => error)).to.include({
      codeName: 'NOT_FOUND',
    });
    expect(await update(client, { ref: 'r', delete: true })).to.equal('UNKNOWN lease "ref_r": not found');
    expect(await update(client, { ref: 'r', pinned: true })).to.equal(
      'UNKNOWN failed to retrieve ref r: file does not exist',
    );
  });

  it('only hides a build to which somebody has listened', async () => {
    const { client } = await start();
    await built(client, 'r');
    expect(await listed(client, { ref: 'r' })).to.deep.equal(['COMPLETE r']);
    expect(await update(client, { ref: 'r', delete: true })).to.equal('OK');
    expect(await listed(client)).to.deep.equal([]);
    expect(await listed(client, { ref: 'r' })).to.equal('ref r is deleted: file does not exist');
    expect(await update(client, { ref: 'r', pinned: true })).to.equal('OK');
    expect(await listed(client)).to.deep.equal([]);
  });

  it('hides a build for as long as somebody listens to it, and then forgets it', async () => {
    const { client } = await start();
    const all = await listen(client);
    await built(client, 'r');
    const one = await listen(client, { ref: 'r' });
    expect(await eventsTo(one, 'COMPLETE r')).to.deep.equal(['COMPLETE r']);
    expect(await update(client, { ref: 'r', delete: true })).to.equal('OK');
    expect(await listed(client)).to.deep.equal([]);
    one.cancel();
    expect(await eventsTo(all, 'DELETED r')).to.deep.equal(['STARTED r', 'COMPLETE r', 'DELETED r']);
    expect(await listed(client, { ref: 'r' })).to.deep.equal([]);
    all.cancel();
  });

  it('lists what filters ask for, and of those the newest when there is a limit', async () => {
    const { fake, client } = await start();
    const context = 'https://example.com/a/b.git#main:sub';
    const one = async (ref: string, request: Init<control.SolveRequest> = {}, message = ''): Promise<void> => {
      await fake.clock.advance('1m');
      const end = await begin(client, ref, request);
      await (message === '' ? end() : end({ error: { code: 2, message } }));
    };
    await one('1a', { frontendAttrs: { context } });
    await one('3c', { frontendAttrs: { 'vcs:source': 'https://example.com/c.git' } });
    await one('2b', {}, 'no');
    await one('4d', {}, 'wait: context canceled');
    const end = await begin(client, '5e');
    await fake.clock.advance('10m');
    const found = async (...filter: readonly string[]): Promise<string> => {
      const events = await listed(client, { filter });
      return typeof events === 'string' ? events : events.map((event) => event.replace('COMPLETE ', '')).join(' ');
    };
    expect(await listed(client, { limit: 2 })).to.deep.equal(['STARTED 5e', 'COMPLETE 4d', 'COMPLETE 2b']);
    expect(await listed(client, { limit: -1 })).to.equal('invalid limit -1');
    expect(await listed(client, { limit: 1, filter: ['ref~=^[123]'] })).to.deep.equal(['STARTED 5e', 'COMPLETE 2b']);
    await end();
    expect(await found('status==error')).to.equal('2b');
    expect(await found('status==canceled')).to.equal('4d');
    expect(await found('status==completed')).to.equal('1a 3c 5e');
    expect(await found('repository')).to.equal('1a 3c');
    expect(await found('repository==https://example.com/a/b.git')).to.equal('1a');
    expect(await found('repository!=https://example.com/c.git,status==completed')).to.equal('1a 5e');
    expect(await found('ref==1a', 'status==error')).to.equal('1a 2b');
    expect(await found('duration>5m')).to.equal('5e');
    expect(await found('startedAt>12m')).to.equal('2b 4d 5e');
    expect(await found('startedAt<=12m,ref!=2b')).to.equal('1a 3c');
    expect(await found('completedAt>2000-01-01T00:00:00Z,ref==1a')).to.equal('1a');
    expect(await found('startedAt>soon')).to.equal('invalid time soon');
    expect(await found('duration>soon')).to.equal('invalid duration soon');
    expect(await found('')).to.equal('EOF');
    expect(await found('ref=="1a"')).to.equal('parse error on line 1, column 6: bare " in non-quoted-field');
    expect(await found('ref+1a')).to.equal(
      'failed to parse history filters ref+1a: filters: parse error: [ref >|+|< 1a]: expected an operator ("=="|"!="|"~="): invalid argument',
    );
  });
});
