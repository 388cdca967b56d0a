import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { enginePlaces } from '../../../../src/conformance/targets/container/engine-places.js';

describe('where an engine is looked for', () => {
  const directory = mkdtempSync(join(tmpdir(), 'engine-'));
  const server: Server = createServer();
  const live = join(directory, 'live.sock');
  const dead = join(directory, 'dead.sock');
  const missing = join(directory, 'missing.sock');

  before((done) => {
    writeFileSync(dead, '');
    server.listen(live, done);
  });
  after((done) => {
    server.close(() => {
      rmSync(directory, { recursive: true });
      done();
    });
  });

  it('is told with what was found there, in one line', async () => {
    const places = await enginePlaces({}, [missing, dead, live]);
    const found = places.split(', ');
    expect(found).to.include('DOCKER_HOST is not set').and.to.include(`no ${missing}`);
    expect(found).to.include(`${live} accepts but does not answer`);
    expect(found.find((place) => place.startsWith(dead))).to.match(/ does not answer \(.*refused.*\)$/i);
  });

  it('names what DOCKER_HOST says', async () => {
    expect(await enginePlaces({ DOCKER_HOST: 'tcp://example:1' }, [])).to.equal('DOCKER_HOST is tcp://example:1');
  });

  it('are the usual sockets by default', async () => {
    const places = await enginePlaces({ XDG_RUNTIME_DIR: '/nowhere' });
    expect(places).to.include('/var/run/docker.sock').and.to.include('no /nowhere/docker.sock');
  });
});
