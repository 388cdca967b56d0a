import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { build, FakeBuildKit, type ScenarioInput, vertex, withBuildx } from '../../../src/index.js';
import { Directory } from './directory.js';
import { needsProgram, type Program, programs } from './needs-program.js';

const plain = ['build', '--progress', 'plain', '.'];

for (const name of programs) {
  describe(`${name}, from its start to its end`, function () {
    this.timeout('60s');
    let program: Program;
    before(async function () {
      program = await needsProgram(this, name);
    });

    async function started(scenario: ScenarioInput) {
      const fake = await FakeBuildKit.start({ scenario, clock: 'auto' });
      const buildx = await withBuildx(fake, { program: program.path });
      const directory = new Directory();
      return {
        fake,
        buildx,
        run: (...more: string[]) => buildx.run([...plain, ...more], { cwd: directory.path }),
        cwd: directory.path,
        async [Symbol.asyncDispose]() {
          directory[Symbol.dispose]();
          await buildx[Symbol.asyncDispose]();
          await fake.stop();
        },
      };
    }

    it('shows an hour-long build the same in every run', async () => {
      const long = build().add(
        vertex('[1/3] FROM docker.io/library/alpine').takes('12m').progress('sha256:1', { total: 100, takes: '10m' }),
        vertex('[2/3] RUN first').takes('30m').logs('one\n').logs('two\n', { at: '7m' }),
        vertex('[3/3] RUN second').takes('25m').logs('three\n', { at: '20m' }),
      );
      const outputs = new Set<string>();
      for (let i = 0; i < 3; i++) {
        await using one = await started({ builds: [long] });
        // With an output: the program warns of a build without one, before its progress or after it.
        const { exitCode, stderr } = await one.run('--output', 'type=cacheonly');
        expect(exitCode, stderr).to.equal(0);
        outputs.add(stderr);
      }
      expect([...outputs]).to.have.length(1);
      expect([...outputs][0]).to.match(/DONE 1800\.0s/);
    });

    it('builds eight times at once, each its own build', async () => {
      const numbers = Array.from({ length: 8 }, (_, n) => `n${n}n`);
      await using one = await started({
        builds: numbers.map((N) =>
          build()
            .when({ buildArgs: { N } })
            .add(vertex(`[1/1] RUN make ${N}`).until(N)),
        ),
      });
      const runs = numbers.map((N) => one.run('--build-arg', `N=${N}`));
      await Promise.all(numbers.map((N) => one.fake.barrier(N)));
      for (const N of numbers) one.fake.release(N);
      for (const [n, { exitCode, stderr }] of (await Promise.all(runs)).entries()) {
        expect(exitCode, stderr).to.equal(0);
        expect([...new Set(stderr.match(/RUN make n\dn/g))]).to.deep.equal([`RUN make n${n}n`]);
      }
      one.fake.assertQuiescent();
    });

    it('is interrupted by Ctrl-C, and cancels its build', async () => {
      await using one = await started({ builds: [build().add(vertex('[1/1] RUN make').until('never'))] });
      const child = spawn(program.path, plain, { cwd: one.cwd, env: one.buildx.env, stdio: 'ignore' });
      const ended = once(child, 'exit');
      await one.fake.barrier('never');
      child.kill('SIGINT');
      const [code, by] = (await ended) as [number | null, string | null];
      expect([code, by]).to.not.deep.equal([0, null]);
      const solves = one.fake.journal.entries.filter(({ rpc, kind }) => rpc === 'Control.Solve' && kind === 'cancel');
      expect(solves, one.fake.journal.toText()).to.not.be.empty;
    });

    it('fails when the fake stops in mid-build', async () => {
      await using one = await started({ builds: [build().add(vertex('[1/1] RUN make').until('never'))] });
      const run = one.run();
      await one.fake.barrier('never');
      await one.fake.stop();
      const { exitCode, stderr } = await run;
      expect(exitCode).to.equal(1);
      expect(stderr).to.match(/ERROR: .*(EOF|connection|closing|unavailable|cancell?ed)/i);
    });
  });
}
