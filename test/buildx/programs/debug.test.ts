import { expect } from 'chai';
import { join } from 'node:path';
import {
  build,
  type BuildBuilder,
  exit,
  FakeBuildKit,
  isAtLeast,
  program as programOf,
  type ScenarioInput,
  vertex,
  withBuildx,
} from '../../../src/index.js';
import { DapClient } from './dap-client.js';
import { Directory } from './directory.js';
import { needsProgram, type Program, programs } from './needs-program.js';

const shell = programOf('/bin/sh')
  .prompts('/ # ')
  .on(/^exit (\d+)\r/, exit('$1'));
const env = { BUILDX_EXPERIMENTAL: '1' };
const dockerfile = [
  'FROM golang:1.21 AS build',
  'COPY src ./src',
  'RUN go build ./src',
  'FROM alpine:3.19',
  'COPY --from=build /src/app /app',
  '',
].join('\n');

for (const name of programs) {
  describe(`${name}, inside a build`, function () {
    this.timeout('60s');
    let program: Program;
    before(async function () {
      program = await needsProgram(this, name);
    });

    async function started(scenario: ScenarioInput, files?: Readonly<Record<string, string>>) {
      const directory = new Directory(files);
      const fake = await FakeBuildKit.start({ scenario });
      const buildx = await withBuildx(fake, { program: program.path });
      return {
        fake,
        buildx,
        directory,
        async [Symbol.asyncDispose]() {
          await buildx[Symbol.asyncDispose]();
          await fake.stop();
          directory[Symbol.dispose]();
        },
      };
    }

    /** Before 0.18, a debugged build is the controller's, which may be in the program itself. */
    const here = (): readonly string[] => (isAtLeast(program.version, '0.18') ? [] : ['--detach=false']);
    const debug = (on: string): readonly string[] => [
      'debug',
      '--invoke',
      '/bin/sh',
      '--on',
      on,
      'build',
      ...here(),
      '.',
    ];
    const made: BuildBuilder = build().add(vertex('[1/1] RUN make'));

    it('has the shell of the scenario, in a container that it removes', async () => {
      await using one = await started({ builds: [made], programs: [shell] });
      const terminal = one.buildx.terminal(debug('always'), { cwd: one.directory.path, env });
      await terminal.shows('Launching interactive container');
      await terminal.shows('/ # ');
      terminal.write('exit 3\r');
      await terminal.shows('(buildx) ');
      terminal.write('exit\r');
      expect(await terminal.ended).to.equal(0);
      expect(one.fake.journal.toText()).to.match(/LLBBridge\.ExecProcess#\d+ <- .+kind: "exit", value: \{code: 3,/);
      const containers = (rpc: 'LLBBridge.NewContainer' | 'LLBBridge.ReleaseContainer') =>
        one.fake.requests(rpc).map(({ containerId }) => containerId);
      expect(containers('LLBBridge.NewContainer')).to.have.length(1);
      expect(containers('LLBBridge.ReleaseContainer')).to.deep.equal(containers('LLBBridge.NewContainer'));
      one.fake.assertQuiescent({ sessions: true });
    });

    it('finds the files and programs of the script in the result that it debugs', async () => {
      await using one = await started({ builds: [made.image({ files: { '/etc/motd': 'well met' } })] });
      const terminal = one.buildx.terminal(debug('always'), { cwd: one.directory.path, env });
      await terminal.shows('/ # ');
      terminal.write('cat /etc/motd\r');
      await terminal.shows('\nwell met');
      terminal.write('exit 0\r');
      await terminal.shows('(buildx) ');
      terminal.write('exit\r');
      expect(await terminal.ended).to.equal(0);
    });

    for (const [what, failing] of [
      ['its Dockerfile', build().fromDockerfile().step(/make/).exits(2)],
      [
        'the script',
        build()
          .add(vertex('[1/1] RUN make').exits(2))
          .image({ env: ['A=1'] }),
      ],
    ] as const)
      it(`has a shell in the container of the step of ${what} that failed`, async () => {
        const files = { Dockerfile: 'FROM alpine\nENV A=1\nRUN make\n' };
        await using one = await started({ builds: [failing], programs: [shell] }, files);
        const terminal = one.buildx.terminal(debug('error'), { cwd: one.directory.path, env });
        await terminal.shows('did not complete successfully: exit code: 2');
        await terminal.shows('/ # ');
        terminal.write('exit 3\r');
        await terminal.shows('(buildx) ');
        terminal.write('exit\r');
        expect(await terminal.ended).to.equal(1);
        const [init] = one.fake.requests('LLBBridge.ExecProcess').flatMap(({ input }) => input ?? []);
        expect(init).to.have.nested.property('value.meta.args').deep.equal(['/bin/sh']);
        expect(init).to.have.nested.property('value.meta.env').that.includes('A=1');
        const [solved] = one.fake.requests('LLBBridge.NewContainer');
        expect(solved?.mounts.map(({ dest, resultId }) => `${dest} ${resultId !== ''}`)).to.deep.equal(['/ true']);
        one.fake.assertQuiescent({ sessions: true });
      });

    it('debugs its Dockerfile by breakpoints and steps, with a terminal in the container of a step', async function () {
      if (!isAtLeast(program.version, '0.28')) {
        console.log(`      skipped: the debug adapter came later, and this is ${program.version.version}`);
        return this.skip();
      }
      await using one = await started(
        { programs: [shell] },
        { Dockerfile: dockerfile, 'src/main.go': 'package main\n' },
      );
      const { path } = one.directory;
      await using dap = new DapClient(program.path, ['dap', 'build', path], { env: { ...one.buildx.env, ...env } });
      await dap.ask('initialize', { supportsRunInTerminalRequest: true });
      await dap.ask('launch');
      await dap.event('initialized');
      await dap.ask('setBreakpoints', { source: { path: join(path, 'Dockerfile') }, breakpoints: [{ line: 3 }] });
      await dap.ask('configurationDone');

      const stopped = await dap.event('stopped');
      expect(stopped.body?.reason).to.equal('breakpoint');
      const { threadId = 0 } = stopped.body ?? {};
      const frames = async () => (await dap.ask('stackTrace', { threadId })).body?.stackFrames ?? [];
      const places = async () => (await frames()).map(({ name, line }) => `${line} ${name}`);
      expect(await places()).to.deep.equal([
        '3 [build 3/3] RUN go build ./src',
        '5 [stage-1 2/2] COPY --from=build /src/app /app',
      ]);
      const [top] = await frames();
      const { body: scope } = await dap.ask('scopes', { frameId: top?.id });
      const { variablesReference } = scope?.scopes?.find((one) => one.name === 'Arguments') ?? {};
      const { body: variables } = await dap.ask('variables', { variablesReference });
      expect(variables?.variables?.map((one) => `${one.name} ${one.value}`)).to.deep.equal([
        'exec /bin/sh -c go build ./src',
      ]);

      const evaluated = dap.ask('evaluate', { context: 'repl', expression: 'exec', frameId: top?.id });
      const socket = (await dap.granted('runInTerminal')).arguments?.args?.at(-1) ?? '';
      await evaluated;
      const terminal = one.buildx.terminal(['dap', 'attach', socket], { env });
      await terminal.shows('Running /bin/sh in build container from line 3.');
      await terminal.shows('/ # ');
      terminal.write('exit 0\r');
      expect(await terminal.ended).to.equal(0);

      await dap.ask('next', { threadId });
      expect((await dap.event('stopped', 2)).body?.reason).to.equal('step');
      await dap.ask('next', { threadId });
      await dap.event('stopped', 3);
      expect(await places()).to.deep.equal(['5 [stage-1 2/2] COPY --from=build /src/app /app']);
      await dap.ask('continue', { threadId });
      await dap.event('terminated');
      expect(await dap.ended).to.equal(0);
      // Of its own output it prints all when it ends, or, by chance, nothing: what it was told is looked at instead.
      expect(one.fake.journal.toText()).to.include('[build 3/3] RUN go build ./src');
      one.fake.assertQuiescent({ sessions: true });
    });
  });
}
