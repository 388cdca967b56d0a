import { makeGenericClientConstructor, credentials } from '@grpc/grpc-js';
import { expect } from 'chai';
import { build, exit, FakeController, program } from '../../src/index.js';
import { errorDetail, encodeStatusDetails, serviceOf, statusDetailsKey } from '../../src/protocol/index.js';
import { detailsOfError } from '../../src/protocol/details-of-error.js';
import { endOf, exitCodeOf, InvokeOutput, NoPromptError } from '../../src/testing/index.js';

const shell = program('sh')
  .prompts('/ # ')
  .on(/^exit (\d+)\n/, exit('$1'))
  .on('ls\n', { send: 'bin\n' }, { send: 'a warning\n', fd: 2 });
const scenario = { builds: [build()], programs: [shell] };
const exitType = 'github.com/moby/buildkit/gatewayapi.ExitMessage+json';

/** A process of the shell in a session that was built. */
async function invoked(fake: FakeController) {
  const client = fake.client();
  const { ref } = await client.build({ contextPath: '.' });
  const call = client.rpc.invoke();
  await call.send({ kind: 'init', ref, processId: 'p', invokeConfig: { entrypoint: ['sh'] } });
  const type = (text: string) => call.send({ kind: 'file', fd: 0, data: Buffer.from(text) });
  return { call, type };
}

/** A client as grpc-js makes it of a definition: bytes in, bytes out. */
function rawClient(fake: FakeController) {
  const definition = (name: 'Inspect' | 'Invoke' | 'List', stream: boolean) => ({
    path: serviceOf('0.12')[name]!.path,
    requestStream: stream,
    responseStream: stream,
    requestSerialize: (bytes: Uint8Array) => Buffer.from(bytes),
    requestDeserialize: (bytes: Buffer) => bytes,
    responseSerialize: (bytes: Uint8Array) => Buffer.from(bytes),
    responseDeserialize: (bytes: Buffer) => bytes,
  });
  const Client = makeGenericClientConstructor(
    { inspect: definition('Inspect', false), list: definition('List', false), invoke: definition('Invoke', true) },
    'raw',
  );
  return new Client('fake', credentials.createInsecure(), { channelOverride: fake.channel }) as unknown as Record<
    string,
    (...given: unknown[]) => unknown
  >;
}

describe('The output of a process', () => {
  it('is waited for prompt by prompt, and told by descriptor', async () => {
    await using fake = await FakeController.start({ revision: '0.12', scenario });
    const { call, type } = await invoked(fake);
    const output = new InvokeOutput(call);
    expect(await output.prompt('/ # ')).to.equal('');
    await type('ls\n');
    expect(await output.prompt(/\/ # $/)).to.equal('bin\n');
    expect(output.stderr).to.equal('a warning\n');
    await type('exit 7\n');
    await output.ended;
    expect(output.stdout).to.equal('/ # bin\n/ # ');
    expect(exitCodeOf(await endOf(call))).to.equal(7);
  });

  it('says what came in place of a prompt when the process is over', async () => {
    await using fake = await FakeController.start({ scenario });
    const { call, type } = await invoked(fake);
    const output = new InvokeOutput(call);
    await output.prompt('# ');
    await type('exit 0\n');
    const failure = await output.prompt('login:').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(NoPromptError).with.property('code', 'NO_PROMPT');
    expect(failure).to.have.property('message').that.includes('"login:" did not come');
    expect(exitCodeOf(await endOf(call))).to.equal(0);
  });

  it('is read from messages of other clients', async () => {
    async function* messages() {
      yield { File: { Fd: 1, EOF: false, Data: Buffer.from('a') } };
      yield { file: { fd: 2, data: Buffer.from('b') } };
      yield { input: { case: 'File', value: { Fd: 1, Data: Buffer.from('c') } } };
      yield { Resize: { rows: 1 } };
      throw Object.assign(new Error('exit code: 3'), { code: 2 });
    }
    const output = new InvokeOutput(messages());
    await output.ended;
    expect([output.stdout, output.stderr]).to.deep.equal(['ac', 'b']);
  });
});

describe('The end of a call', () => {
  it('is told of calls of grpc-js, with its details: unary ones, and streams that nobody reads', async () => {
    await using fake = await FakeController.start({ revision: '0.12', scenario });
    const client = rawClient(fake);
    const request = Buffer.from('\n\u0001x');
    const inspect = client['inspect']!(request, () => undefined);
    const end = await endOf(inspect);
    expect(end).to.include({ codeName: 'UNKNOWN' });
    expect(end.message).to.include('unknown key');
    expect(end.details.map(({ typeUrl }) => typeUrl)).to.include('github.com/moby/buildkit/stack.Stack+json');
    expect(await endOf(client['list']!(Buffer.alloc(0), () => undefined))).to.include({ codeName: 'OK' });
    const stream = client['invoke']!() as { cancel(): void };
    const ended = endOf(stream);
    stream.cancel();
    expect(await ended).to.include({ codeName: 'CANCELLED' });
  });

  it('is told of a promise, of an error and of a status', async () => {
    await using fake = await FakeController.start();
    const { rpc } = fake.client();
    expect(await endOf(rpc.list())).to.include({ codeName: 'OK' });
    expect(await endOf(rpc.inspect({ ref: 'x' }))).to.include({ codeName: 'UNIMPLEMENTED' });
    expect(await endOf({ code: 1, details: 'context canceled' })).to.include({
      codeName: 'CANCELLED',
      message: 'context canceled',
    });
    const connect = Object.assign(new Error('[unknown] exit code: 9'), { code: 2, rawMessage: 'exit code: 9' });
    expect(exitCodeOf(await endOf(connect))).to.equal(9);
  });

  it('is not made up of what has none', async () => {
    const failure = (given: unknown) => endOf(given).catch((error: unknown) => error);
    expect(await failure(Promise.reject(new RangeError('mine')))).to.be.instanceOf(RangeError);
    expect(await failure('Build')).to.be.instanceOf(TypeError);
    expect(await failure({ on: () => undefined, cancel: () => undefined, destroyed: true })).to.match(/over already/);
  });
});

describe('The details of an error', () => {
  const bytes = encodeStatusDetails({ code: 2, message: '', details: [errorDetail(exitType, { Code: 7 })] });
  const headers = new Headers({ [statusDetailsKey]: Buffer.from(bytes).toString('base64') });
  const errors: Readonly<Record<string, object>> = {
    "grpc-js' metadata": { metadata: { get: () => [Buffer.from(bytes)] } },
    "Connect's headers": { metadata: headers, details: [] },
    'trailers by name': { trailers: { [statusDetailsKey]: [bytes] } },
    'details that were read': { details: [errorDetail(exitType, { Code: 7 })] },
  };
  for (const [where, error] of Object.entries(errors)) {
    it(`are found in ${where}`, () => {
      expect(detailsOfError(error).map(({ json }) => json)).to.deep.equal([{ Code: 7 }]);
    });
  }

  it('tell the exit code before the text does', () => {
    const details = detailsOfError(errors['trailers by name']);
    expect(exitCodeOf({ code: 2, message: 'exit code: 1', details })).to.equal(7);
    expect(exitCodeOf({ code: 2, message: 'build ongoing', details: [] })).to.equal(undefined);
  });

  it('are none where there are none, or bytes that are none', () => {
    for (const error of [
      undefined,
      'text',
      {},
      { metadata: { get: () => [] } },
      { trailers: { [statusDetailsKey]: [Buffer.from([7])] } },
    ])
      expect(detailsOfError(error)).to.deep.equal([]);
  });
});
