import { expect } from 'chai';
import { generateKeyPairSync } from 'node:crypto';
import { FakeBuildKit, withBuildx } from '../../../src/index.js';
import { Directory } from './directory.js';
import { needsProgram, type Program, programs } from './needs-program.js';

for (const name of programs) {
  describe(`${name}, with an SSH key`, function () {
    this.timeout('60s');
    let program: Program;
    before(async function () {
      program = await needsProgram(this, name);
    });

    it('forwards an agent that has the key, of which the fake tells no more than its name', async () => {
      const { privateKey } = generateKeyPairSync('ed25519');
      const key = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
      using directory = new Directory({
        Dockerfile: 'FROM scratch\nRUN --mount=type=ssh,required ssh-add -l\n',
        key,
      });
      await using fake = await FakeBuildKit.start();
      await using buildx = await withBuildx(fake, { program: program.path });
      const args = ['build', '--progress', 'plain', '--ssh', 'default=key', '.'];
      const { exitCode, stderr } = await buildx.run(args, { cwd: directory.path });
      expect(exitCode, stderr).to.equal(0);
      const journal = fake.journal.toText();
      expect(journal).to.match(/the agent "default" has ssh-ed25519 SHA256:[\w+/]{43}/);
      expect(journal).to.not.include(key.split('\n')[1]);
    });
  });
}
