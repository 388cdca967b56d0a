import { expect } from 'chai';
import { build, FakeBuildKit, isAtLeast, withBuildx } from '../../../src/index.js';
import { Directory } from './directory.js';
import { needsProgram, type Program, programs } from './needs-program.js';

const dockerfile = ['FROM alpine AS base', 'RUN make', 'FROM base', 'RUN make install', ''].join('\n');
const scenario = {
  builds: [
    build()
      .when({ target: 'base' })
      .fromDockerfile()
      .step(/RUN make/)
      .logs('cc main.c\nno rule\n')
      .exits(2),
    build().fromDockerfile(),
  ],
};

interface Listed {
  readonly ref: string;
  readonly status: string;
  readonly completed_steps: number;
  readonly total_steps: number;
}

interface Inspected {
  readonly BuildArgs: readonly { readonly Name: string; readonly Value: string }[];
  readonly Attachments: readonly { readonly Digest: string; readonly Platform: string; readonly Type: string }[];
}

for (const name of programs) {
  describe(`${name}, when builds are over`, function () {
    this.timeout('60s');
    let program: Program;
    before(async function () {
      program = await needsProgram(this, name);
    });

    it('lists, follows, inspects, exports and removes the builds that were played', async function () {
      if (!isAtLeast(program.version, '0.24')) {
        console.log(`      skipped: these commands came later, and this is ${program.version.version}`);
        return this.skip();
      }
      using directory = new Directory({ Dockerfile: dockerfile });
      await using fake = await FakeBuildKit.start({ scenario });
      await using buildx = await withBuildx(fake, { program: program.path });
      const run = async (args: readonly string[], exitCode = 0) => {
        const ran = await buildx.run(args, { cwd: directory.path });
        expect(ran.exitCode, ran.stderr).to.equal(exitCode);
        return ran;
      };
      const history = (...args: readonly string[]) => run(['history', ...args]);
      const listed = async () =>
        (await history('ls', '--format', 'json')).stdout
          .trimEnd()
          .split('\n')
          .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Listed]));

      const image = ['--build-arg', 'A=1', '--metadata-file', 'm.json', '-o', 'type=image,name=example.com/a'];
      const { metadata } = await run(['build', ...image, '.']);
      expect(metadata).to.have.nested.property('buildx\\.build\\.provenance.buildType');
      await run(['build', '--target', 'base', '.'], 1);

      const all = await listed();
      expect(all.map(({ status, total_steps: steps }) => `${status} ${steps}`)).to.deep.equal([
        'Error 5',
        'Completed 7',
      ]);
      const [failed, good] = all.map(({ ref }) => ref.slice(ref.lastIndexOf('/') + 1));

      const logs = await history('logs', failed ?? '');
      expect(logs.stderr).to.match(/RUN make\n#\d [\d.]+ cc main\.c\n#\d [\d.]+ no rule\n#\d ERROR: process/);
      const { stdout: why } = await history('inspect', failed ?? '');
      expect(why)
        .to.include('   2 | >>> RUN make')
        .and.include('> no rule')
        .and.match(/Build Steps:\t5\/5/);

      const { BuildArgs, Attachments } = JSON.parse(
        (await history('inspect', '--format', 'json', good ?? '')).stdout,
      ) as Inspected;
      expect(BuildArgs).to.deep.equal([{ Name: 'A', Value: '1' }]);
      expect(Attachments.map(({ Type }) => Type)).to.deep.equal([
        'application/vnd.oci.image.index.v1+json',
        'https://slsa.dev/provenance/v0.2',
        'application/vnd.oci.image.manifest.v1+json',
      ]);
      expect(Attachments[0]?.Digest).to.equal(metadata?.['containerimage.digest']);
      const { stdout: provenance } = await history('inspect', 'attachment', '--type', 'provenance', good ?? '');
      expect(JSON.parse(provenance)).to.have.nested.property('metadata.buildInvocationID', good);

      await history('export', '-o', 'build.dockerbuild', good ?? '');
      expect(directory.read('build.dockerbuild').length).to.be.greaterThan(1000);
      await history('rm', good ?? '');
      expect((await listed()).map(({ status }) => status)).to.deep.equal(['Error']);
      await history('rm', '--all');
      expect(await listed()).to.deep.equal([]);
      fake.assertQuiescent();
    });
  });
}
