import { expect } from 'chai';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import { build, FakeController, vertex } from '../../../src/index.js';
import type { StatusResponse } from '../../../src/protocol/messages.js';
import { statusCodeName } from '../../../src/protocol/status-code.js';
import type { ScenarioInput } from '../../../src/scenarios/to-scenario.js';
import { settled } from '../calls.js';

const options = { contextPath: '.' };

/** Names, each with `s` for started, `c` for completed. */
function shown({ vertices }: StatusResponse): string {
  return vertices
    .map(({ name, started, completed }) => `${name}${started ? ' s' : ''}${completed ? ' c' : ''}`)
    .join(', ');
}

describe('A build that comes to an open barrier', () => {
  const at = { barrier: 'open' };
  const first = vertex('[1/4] a');
  const behind = (name: string) => vertex(name).after(first);
  const [b, c, d] = [behind('[2/4] b'), behind('[3/4] c'), behind('[4/4] d')] as const;

  async function statusesOf(scenario: ScenarioInput, opened?: string): Promise<readonly StatusResponse[]> {
    await using fake = await FakeController.start({ scenario });
    if (opened !== undefined) fake.release(opened);
    return (await fake.client().build(options, { ref: 'r' })).statuses;
  }

  it('tells together what it tells together without the barrier', async () => {
    const statuses = await statusesOf({ builds: [build().add(first, b.at(at), c.at(at), d)] }, 'open');
    expect(statuses.map(shown)).to.include('[2/4] b s, [3/4] c s, [4/4] d s');
    expect(statuses).to.deep.equal(await statusesOf({ builds: [build().add(first, b, c, d)] }));
  });
});

describe('A build that is cancelled', () => {
  /** What the last message lists when the client cancels the build after five seconds. */
  async function lastOf(scenario: ScenarioInput): Promise<unknown> {
    await using fake = await FakeController.start({ scenario, clock: 'manual' });
    const client = fake.client();
    const status = client.rpc.status({ ref: 'r' });
    const call = client.rpc.open('Build');
    void call.send({ ref: 'r', options });
    await settled(client);
    await fake.clock.advance('5s');
    call.cancel();
    await status.status;
    return status.messages.at(-1)?.vertices.map(({ name, error }) => `${name}: ${error}`);
  }

  it('lists what still runs as it started, what was restarted last', async () => {
    const again = vertex('[1/5] again').after().takes('1s').restarts({ at: '2s', takes: '1h' });
    const scenario = {
      builds: [
        build().add(
          again,
          vertex('[2/5] late').after().at('2s').takes('1h'),
          vertex('[3/5] early').after().takes('1h'),
          vertex('[4/5] done').after().takes('4s'),
          vertex('[5/5] behind').after(again),
        ),
      ],
    };
    const error = 'context canceled';
    expect(await lastOf(scenario)).to.deep.equal([
      `[3/5] early: ${error}`,
      `[2/5] late: ${error}`,
      `[1/5] again: ${error}`,
    ]);
  });

  it('lists of a recording what runs: not what is over, with or without a start, and in its place what is told twice', async () => {
    const told = (digest: string) => ({ digest, name: digest });
    const started = (digest: string) => ({ ...told(digest), started: 0 });
    const completed = { completed: 1000 };
    const messages = [
      { at: 0, vertices: ['again', 'twice', 'runs', 'over', 'forgotten'].map(started) },
      { at: '1s', vertices: [started('twice'), { ...started('again'), ...completed }] },
      {
        at: '2s',
        vertices: [
          { ...started('over'), ...completed },
          { ...told('forgotten'), ...completed },
        ],
      },
      { at: '3s', vertices: [started('again')] },
    ];
    const error = 'context canceled';
    expect(await lastOf({ builds: [{ recorded: { messages } }] })).to.deep.equal(
      ['twice', 'runs', 'again'].map((name) => `${name}: ${error}`),
    );
  });

  it('between the parts of a message that nobody reads ends at once, where it notices', async () => {
    const big = { repeat: 'x', bytes: 600 * 1024 };
    const step = vertex('a').takes('1h').logs(big, { at: '1s' }).logs(big, { at: '1s' }).logs(big, { at: '1s' });
    await using fake = await FakeController.start({
      scenario: { builds: [build().logLimits({ size: -1, speed: -1 }).add(step)] },
      clock: 'manual',
      quirks: ['build-needs-subscriber', 'single-status-channel'],
    });
    const client = fake.client();
    const status = client.rpc.status({ ref: 'r' });
    const call = client.rpc.open('Build');
    void call.send({ ref: 'r', options });
    await status.find(({ vertices }) => vertices.some(({ started }) => started !== undefined));
    status.cancel();
    await fake.clock.advance('1s');
    expect(status.messages.map(shown)).to.deep.equal(['a', 'a s']);
    await client.rpc.disconnect({ ref: 'r' });
    await settled(client);
    expect(call.ended && statusCodeName(call.ended.code)).to.equal('CANCELLED');
    fake.assertQuiescent();
  });
});

describe('Builds that begin together', () => {
  const names = ['one', 'two', 'three'];

  function both(client: ControllerClient): Promise<unknown> {
    return Promise.all(['a', 'b'].map((ref) => client.build({ ...options, target: ref }, { ref })));
  }

  it('take turns, though all of them happens at one instant', async () => {
    const scriptOf = (target: string) =>
      build()
        .when({ target })
        .add(...names.map((name) => vertex(name).releases(`${target} ${name}`)));
    const scenario = { builds: [scriptOf('a'), scriptOf('b')] };
    await using fake = await FakeController.start({ scenario, quirks: 'none' });
    await both(fake.client());
    const released = fake.journal
      .filter({ kind: 'note' })
      .map(({ text }) => /^barrier "(.*?)" is released/.exec(text!)?.[1]);
    expect(released).to.deep.equal(['a one', 'b one', 'a two', 'b two', 'a three', 'b three']);
  });

  it('take turns in what they tell, and answer when all is told', async () => {
    const scenario = { builds: [build().add(...names.map((name) => vertex(name)))] };
    await using fake = await FakeController.start({ scenario, quirks: 'none' });
    await both(fake.client());
    const sent = fake.journal
      .filter({ kind: 'response' })
      .map(({ rpc, ref, message }) => `${ref} ${rpc === 'Status' ? shown(message as StatusResponse) : rpc}`);
    const told = ['three, two, one', ...names.flatMap((name) => [`${name} s`, `${name} s c`])];
    expect(sent).to.deep.equal([...told, 'Build'].flatMap((what) => [`a ${what}`, `b ${what}`]));
  });
});
