import { expect } from 'chai';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build, FakeBuildKit, withBuildx } from '../../../src/index.js';
import { Directory } from './directory.js';
import { needsProgram, type Program, programs } from './needs-program.js';

const host = 'registry.example';

for (const name of programs) {
  describe(`${name}, when it pushes to a registry that wants a token`, function () {
    this.timeout('60s');
    let program: Program;
    let tokens: Server;
    const asked: string[] = [];
    let status = 200;
    before(async function () {
      program = await needsProgram(this, name);
      tokens = createServer((request, response) => {
        const pieces: Buffer[] = [];
        request.on('data', (piece: Buffer) => pieces.push(piece));
        request.on('end', () => {
          asked.push(Buffer.concat(pieces).toString());
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(JSON.stringify({ access_token: 'granted', expires_in: 300 }));
        });
      });
      tokens.listen(0, '127.0.0.1');
      await once(tokens, 'listening');
    });
    after(() => void tokens?.close());

    async function pushed() {
      asked.length = 0;
      const realm = `http://127.0.0.1:${(tokens.address() as AddressInfo).port}/token`;
      const script = build().add().registry(host, { login: 'token', realm, service: 'all' });
      await using fake = await FakeBuildKit.start({ scenario: { builds: [script] } });
      await using buildx = await withBuildx(fake, { program: program.path });
      const auth = Buffer.from('me:hunter2').toString('base64');
      const configuration = join(buildx.env['DOCKER_CONFIG'] ?? '', 'config.json');
      writeFileSync(configuration, JSON.stringify({ auths: { [host]: { auth } } }));
      using directory = new Directory();
      const args = ['build', '--progress', 'plain', '--provenance=false', '--push', '-t', `${host}/team/app:1`, '.'];
      const ran = await buildx.run(args, { cwd: directory.path });
      return { ...ran, journal: fake.journal.toText() };
    }

    it('fetches one with its password, which the fake never sees', async () => {
      status = 200;
      const { exitCode, stderr, journal } = await pushed();
      expect(exitCode, stderr).to.equal(0);
      expect(Object.fromEntries(new URLSearchParams(asked[0]))).to.deep.include({
        username: 'me',
        password: 'hunter2',
        service: 'all',
        scope: 'repository:team/app:pull,push',
      });
      expect(stderr).to.include(`[auth] team/app:pull,push token for ${host}`);
      expect(journal).to.include('Auth.FetchToken').and.not.include('hunter2').and.not.include('granted');
    });

    it('fails where it gets none', async () => {
      status = 500;
      const { exitCode, stderr } = await pushed();
      expect(exitCode, stderr).to.equal(1);
      expect(stderr).to.match(/failed to push \S+: failed to authorize: failed to fetch oauth token: .*500/);
    });
  });
}
