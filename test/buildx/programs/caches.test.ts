import { expect } from 'chai';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FakeBuildKit, withBuildx } from '../../../src/index.js';
import { Directory } from './directory.js';
import { needsProgram, type Program, programs } from './needs-program.js';

for (const name of programs) {
  describe(`${name}, with a cache in a directory`, function () {
    this.timeout('60s');
    let program: Program;
    before(async function () {
      program = await needsProgram(this, name);
    });

    const cached = async (directory: Directory, ...args: readonly string[]) => {
      await using fake = await FakeBuildKit.start();
      await using buildx = await withBuildx(fake, { program: program.path });
      const ran = await buildx.run(['build', '--progress', 'plain', ...args, '.'], { cwd: directory.path });
      expect(ran.exitCode, ran.stderr).to.equal(0);
      const answers = fake.journal.entries.filter(({ kind }) => kind === 'response');
      return { ...ran, reads: answers.filter(({ rpc }) => rpc === 'Content.Read').length };
    };

    it('reads what it has written, and writes it again where it is', async () => {
      using directory = new Directory();
      const to = ['--cache-to', 'type=local,dest=cache'];
      const from = ['--cache-from', 'type=local,src=cache'];
      await cached(directory, ...to);
      const { stderr, reads } = await cached(directory, ...from, ...to);
      expect(stderr).to.match(/importing cache manifest from local:\d+\n/);
      expect(stderr).to.include('inferred cache manifest type: application/vnd.oci.image.manifest.v1+json');
      expect(reads, 'of the manifest and of what it points to').to.equal(2);
      expect(stderr).to.not.include('CACHED');
    });

    it('goes on where a blob of it is gone', async () => {
      using directory = new Directory();
      await cached(directory, '--cache-to', 'type=local,dest=cache');
      const blobs = join(directory.path, 'cache/blobs/sha256');
      const index = JSON.parse(directory.read('cache/index.json')) as { manifests: { digest: string }[] };
      const manifest = index.manifests[0]?.digest.slice(7);
      for (const blob of readdirSync(blobs)) if (blob !== manifest) rmSync(join(blobs, blob));
      const { stderr } = await cached(directory, '--cache-from', 'type=local,src=cache');
      expect(stderr).to.match(/ERROR: .*not found/);
    });
  });
}
