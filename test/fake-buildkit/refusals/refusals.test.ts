import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { BuildKitClient } from '../../../src/client/buildkit-client.js';
import { codec } from '../../../src/protocol/codec.js';
import * as pb from '../../../src/protocol/generated/buildkit/pb.js';
import type { Init } from '../../../src/protocol/messages.js';
import { of, overTransports } from '../client.js';
import { container } from '../exec.js';

const op = codec('Op', pb.readOp, pb.writeOp);
const encoded = (value: Init<pb.Op>): Uint8Array => op.encode(value);
const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const after = (bytes: Uint8Array, index = 0n): Uint8Array => encoded({ inputs: [{ digest: digestOf(bytes), index }] });
const source = encoded({ op: { kind: 'source', value: { identifier: 'docker-image://alpine' } } });
const rest = after(source);

async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'OK',
    (error: { codeName: string; rpcMessage: string }) => `${error.codeName} ${error.rpcMessage}`,
  );
}

/** Runs something in a build that its client drives. */
async function within<T>(client: BuildKitClient, ref: string, work: () => Promise<T>): Promise<T> {
  const solving = client.call('Control.Solve', { ref });
  const result = await work();
  await client.call('LLBBridge.Return', { result: {} }, of(ref));
  await solving;
  return result;
}

const exec = (value: Init<pb.ExecOp>): readonly Uint8Array[] => {
  const bytes = encoded({ op: { kind: 'exec', value } });
  return [bytes, after(bytes)];
};

/** LLB, and what BuildKit says of it. */
const definitions: readonly (readonly [def: readonly Uint8Array[], text: string])[] = [
  [[Uint8Array.of(0x0a, 0x7f)], 'failed to parse llb proto op: unexpected EOF'],
  [[source], 'invalid LLB with 1 vertexes'],
  [[rest], `invalid missing input digest ${digestOf(source)}`],
  [[rest, source], 'invalid LLB with no inputs on last vertex'],
  [[source, after(source, -1n)], 'invalid input 0 output index -1'],
  [exec({}), 'invalid exec op with no meta'],
  [exec({ meta: { cwd: '/' } }), 'invalid exec op with no args'],
  [exec({ meta: { args: ['make'] } }), 'invalid exec op with no mounts'],
  [exec({ meta: { args: ['make'] }, mounts: [{ dest: '/src' }] }), 'invalid exec op with no rootfs'],
];

overTransports('Bad input to the fake BuildKit', (start) => {
  it('is refused where no frontend, exporter or cache exporter has that name', async () => {
    const { fake, client } = await start();
    let built = 0;
    const solve = (request: object): Promise<string> =>
      refusal(client.call('Control.Solve', { ref: `r${built++}`, ...request }));
    expect(await solve({ frontend: 'dockerfile.v1' })).to.equal('UNKNOWN invalid frontend: dockerfile.v1');
    expect(await solve({ frontend: 'gateway.v0' })).to.equal('UNKNOWN no source specified for gateway');
    expect(await solve({ exporters: [{ type: 'image' }, { type: 'x"y' }] })).to.equal(
      'UNKNOWN exporter "x\\"y" could not be found',
    );
    expect(await solve({ exporterDeprecated: 'zip' })).to.equal('UNKNOWN exporter "zip" could not be found');
    expect(await solve({ cache: { exports: [{ type: 'floppy' }] } })).to.equal(
      'UNKNOWN unknown cache exporter: "floppy"',
    );
    expect(await solve({ frontend: 'dockerfile.v0', definition: { def: [source, rest] } })).to.equal(
      'UNKNOWN cannot solve with both Definition and Frontend specified',
    );
    expect(fake.journal.filter({ kind: 'status', rpc: 'Control.Solve' })).to.have.length(6);
    const inside = await within(client, 's', () =>
      refusal(client.call('LLBBridge.Solve', { frontend: 'dockerfile.v1' }, of('s'))),
    );
    expect(inside).to.equal('UNKNOWN invalid frontend: dockerfile.v1');
    fake.assertQuiescent();
  });

  it('is refused where LLB is none, when its result is asked for', async () => {
    const { fake, client } = await start();
    for (const [index, [def, text]] of definitions.entries()) {
      expect(await refusal(client.call('Control.Solve', { ref: `r${index}`, definition: { def } }))).to.equal(
        `UNKNOWN ${text}`,
      );
      const driven = `s${index}`;
      await within(client, driven, async () => {
        const now = client.call('LLBBridge.Solve', { definition: { def }, evaluate: true }, of(driven));
        expect(await refusal(now)).to.equal(`UNKNOWN ${text}`);
        const { ref } = await client.call('LLBBridge.Solve', { definition: { def } }, of(driven));
        expect(await refusal(client.call('LLBBridge.Evaluate', { ref }, of(driven)))).to.equal(`UNKNOWN ${text}`);
      });
    }
    const solving = client.call('Control.Solve', { ref: 'r', definition: { def: [source, rest] } });
    expect(await refusal(solving)).to.equal('OK');
    fake.assertQuiescent();
  });

  it('is refused where a ref or a container is not there', async () => {
    const { client } = await start();
    await within(client, 'r', async () => {
      const about = of('r');
      const { ref } = await client.call('LLBBridge.Solve', { frontend: 'dockerfile.v0' }, about);
      const text = `UNKNOWN no such ref: x, all [${ref}]`;
      expect(await refusal(client.call('LLBBridge.Evaluate', { ref: 'x' }, about))).to.equal(text);
      expect(await refusal(client.call('LLBBridge.ReadFile', { ref: 'x', filePath: 'a' }, about))).to.equal(text);
      expect(await refusal(client.call('LLBBridge.ReadDir', { ref: 'x' }, about))).to.equal(text);
      expect(await refusal(client.call('LLBBridge.StatFile', { ref: 'x' }, about))).to.equal(text);
      const inContainer = client.call('LLBBridge.ReadFileContainer', { ref: 'x', mountIndex: 2 }, about);
      expect(await refusal(inContainer)).to.equal('UNKNOWN container details for x@2 not found');
      const release = client.call('LLBBridge.ReleaseContainer', { containerId: 'x' }, about);
      expect(await refusal(release)).to.equal('UNKNOWN container details for x not found');
      const mounts = [{ dest: '/', resultId: 'x' }];
      expect(await refusal(client.call('LLBBridge.NewContainer', { containerId: 'c', mounts }, about))).to.equal(
        'UNKNOWN failed to find ref x for "/" mount: return reference x not found',
      );
      await client.call('LLBBridge.NewContainer', { containerId: 'c' }, about);
      expect(await refusal(client.call('LLBBridge.NewContainer', { containerId: 'c' }, about))).to.equal(
        'ALREADY_EXISTS Container c already exists',
      );
    });
  });

  it('is refused where a result is none, is not there, or was given before', async () => {
    const { client } = await start();
    const solving = client.call('Control.Solve', { ref: 'r' });
    const give = (result?: object): Promise<string> =>
      refusal(client.call('LLBBridge.Return', result === undefined ? {} : { result }, of('r')));
    expect(await give()).to.equal('UNKNOWN gateway return must be either result or err');
    expect(await give({ result: { kind: 'ref', value: { id: 'x' } } })).to.equal(
      'UNKNOWN return reference x not found',
    );
    const [first, second] = await Promise.all([give({}), give({})]);
    expect(first).to.equal('OK');
    expect(second).to.be.oneOf(['UNKNOWN gateway result is already set', 'NOT_FOUND forwarding Return: no such job r']);
    await solving;
  });

  it('is refused where a process is not there, or has no name', async () => {
    const { client } = await start();
    const kill = { kind: 'signal', value: { name: 'KILL' } } as const;
    for (const [say, code, text] of [
      [(one) => one.say(kill, ''), 3, 'ProcessID required'],
      [(one) => one.say(kill, 'q'), 5, 'IO for process "q" not found'],
      [(one) => one.start(['cat']).then(() => one.start(['cat'])), 6, 'Process p already exists'],
      [
        (one) => one.start(['cat']).then(() => one.say({ kind: 'signal', value: { name: 'SIGNONE' } })),
        3,
        'Unknown signal SIGNONE',
      ],
      [
        (one) => one.start(['cat']).then(() => one.say({ kind: 'file', value: { fd: 7, data: Buffer.from('x') } })),
        11,
        'fd 7 unavailable to write',
      ],
      [(one) => one.start(['cat'], { containerId: 'x"' }), 5, 'container "x\\"" previously released or not created'],
    ] satisfies readonly [(one: Awaited<ReturnType<typeof container>>) => Promise<void>, number, string][]) {
      const opened = await container(client, text);
      await say(opened);
      expect(await opened.exec.status).to.include({ code, message: text });
      await opened.close();
    }
  });

  it('is refused beyond 16 MiB, and taken up to there', async () => {
    const { client } = await start();
    // The size of the message, but for the field and its length.
    const filter = (bytes: number): { filter: readonly string[] } => ({ filter: ['x'.repeat(bytes - 5)] });
    expect(await refusal(client.call('Control.DiskUsage', filter(16_777_216)))).to.equal('OK');
    expect(await refusal(client.call('Control.DiskUsage', filter(16_777_217)))).to.equal(
      'RESOURCE_EXHAUSTED grpc: received message larger than max (16777217 vs. 16777216)',
    );
  });
});
