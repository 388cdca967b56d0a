import { expect } from 'chai';
import { BuildFailedError } from '../../src/client/build-failed-error.js';
import type { BuildOptions, Init, InvokeConfig, InvokeMessage, StatusResponse } from '../../src/protocol/messages.js';
import { statusCodes } from '../../src/protocol/status-code.js';
import { realController } from './real-controller.js';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('the fixtures of the container do what their names say', function () {
  this.timeout('60s');
  const real = realController();

  const given = <T>(fixture: T | undefined): T => fixture ?? expect.fail('the fixture is missing');
  const failure = async (options: Init<BuildOptions>): Promise<BuildFailedError> => {
    const outcome: unknown = await real.client.build(options).catch((error: unknown) => error);
    if (outcome instanceof BuildFailedError) return outcome;
    return expect.fail(`the build did not fail: ${String(outcome)}`);
  };
  const logsOf = (statuses: readonly StatusResponse[]): string[] =>
    statuses
      .flatMap(({ logs }) => logs)
      .map(({ stream, message }) => `${stream} ${text(message)}`)
      .toSorted();

  describe('builds', () => {
    it('succeeds', async () => {
      const { statuses } = await real.client.build(real.container.fixtures.builds.succeeds);
      const digests = new Set(statuses.flatMap(({ vertices }) => vertices.map(({ digest }) => digest)));
      expect(digests.size).to.be.greaterThan(2);
    });

    it('fails in a step', async () => {
      const error = await failure(given(real.container.fixtures.builds.failsInStep));
      expect(error.message).to.match(/process ".*" did not complete successfully: exit code: 3/);
      expect(error.statuses.flatMap(({ vertices }) => vertices).some(({ name }) => /RUN/.test(name))).to.equal(true);
    });

    it('fails before any step', async () => {
      const error = await failure(given(real.container.fixtures.builds.failsEarly));
      expect(error.message).to.match(/failed to read dockerfile/);
      expect(error.statuses.flatMap(({ vertices }) => vertices).some(({ name }) => /RUN/.test(name))).to.equal(false);
    });

    for (const time of ['first', 'second']) {
      it(`warns, the ${time} time`, async () => {
        const { statuses } = await real.client.build(given(real.container.fixtures.builds.warns));
        const warnings = statuses.flatMap(({ warnings }) => warnings.map(({ short }) => text(short)));
        expect(warnings.join()).to.match(/Empty continuation line/);
      });

      it(`logs on both streams, the ${time} time`, async () => {
        const { statuses } = await real.client.build(given(real.container.fixtures.builds.logs));
        expect(logsOf(statuses)).to.deep.equal(['1 out\n', '2 err\n']);
      });

      it(`takes long until it is cancelled, the ${time} time`, async () => {
        const cancel = new AbortController();
        const statuses: StatusResponse[] = [];
        const run = real.client.build(given(real.container.fixtures.builds.takesLong), {
          signal: cancel.signal,
          onStatus: (status) => {
            statuses.push(status);
            if (status.logs.length > 0) cancel.abort(new Error('long enough'));
          },
        });
        const outcome: unknown = await run.catch((error: unknown) => error);
        expect(outcome).to.be.instanceOf(Error).with.property('message', 'long enough');
        expect(logsOf(statuses)).to.deep.equal(['1 started\n']);
      });
    }

    it('reads a Dockerfile from stdin', async () => {
      const { readsStdin, stdinDockerfile } = real.container.fixtures.builds;
      const { statuses } = await real.client.build(given(readsStdin), { stdin: given(stdinDockerfile) });
      const names = statuses.flatMap(({ vertices }) => vertices.map(({ name }) => name));
      expect(names.join('\n')).to.match(/COPY .*\/from-stdin/);
    });
  });

  describe('programs', () => {
    let ref: string;
    let count = 0;

    before(async () => {
      ({ ref } = await real.client.build(real.container.fixtures.builds.succeeds));
    });
    after(() => real.client.rpc.disconnect({ ref }));

    const invoke = (config: Init<InvokeConfig>, values: Record<string, string | number> = {}) => {
      const call = real.client.rpc.invoke();
      const fill = (argument: string): string =>
        argument.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
      const invokeConfig = {
        ...config,
        entrypoint: config.entrypoint?.map(fill) ?? [],
        cmd: config.cmd?.map(fill) ?? [],
      };
      void call.send({ kind: 'init', ref, processId: `p${count++}`, invokeConfig });
      return call;
    };
    const output = (messages: readonly InvokeMessage[], fd: number): string =>
      messages.map((message) => (message.kind === 'file' && message.fd === fd ? text(message.data) : '')).join('');
    const programs = () => given(real.container.fixtures.programs);

    it('cat gives back what it gets', async () => {
      const call = invoke(programs().cat);
      void call.send({ kind: 'file', fd: 0, data: new TextEncoder().encode('hello') });
      await call.find(() => output(call.messages, 1) === 'hello');
      call.cancel();
    });

    it('exits with the wanted code', async () => {
      const { code, message } = await invoke(programs().exits, { code: 42 }).status;
      // A program that never wrote may end in the words of a race: docs/real-controller.md §13.
      expect([`${statusCodes.UNKNOWN} exit code: 42`, '13 transport: SendHeader called multiple times']).to.include(
        `${code} ${message}`,
      );
    });

    for (const fd of [1, 2]) {
      it(`emits numbers on ${fd}, and stays`, async () => {
        const call = invoke(programs().emits, { bytes: 10_000, fd });
        await call.find(() => output(call.messages, fd).length === 10_000);
        expect(output(call.messages, fd)).to.match(/^1\n2\n3\n/);
        expect(output(call.messages, 3 - fd)).to.equal('');
        expect(call.ended).to.equal(undefined);
        call.cancel();
      });
    }

    it('emits and exits', async () => {
      const call = invoke(programs().emitsAndExits, { bytes: 20, fd: 1, code: 5 });
      expect((await call.status).message).to.equal('exit code: 5');
      expect(output(call.messages, 1).replaceAll('\r\n', '\n')).to.equal('1\n2\n3\n4\n5\n6\n7\n8\n9\n10');
    });

    it('sleeps', async () => {
      const call = invoke(programs().sleeps);
      const other = invoke(programs().emitsAndExits, { bytes: 1, fd: 1, code: 0 });
      await other.status;
      expect(call.ended).to.equal(undefined);
      expect(call.messages).to.deep.equal([]);
      call.cancel();
    });
  });
});
