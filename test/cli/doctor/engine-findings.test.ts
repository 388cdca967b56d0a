import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { engineFindings } from '../../../src/cli/doctor/engine-findings.js';

describe('What the doctor finds of a container engine', () => {
  const directory = mkdtempSync(join(tmpdir(), 'engine-'));
  const socket = join(directory, 'engine.sock');
  let answer: RequestListener;
  const server: Server = createServer((asked, answered) => answer(asked, answered));

  before((done) => void server.listen(socket, done));
  after((done) => {
    rmSync(directory, { recursive: true });
    server.close(done);
  });
  beforeEach(() => {
    answer = ({ url }, answered) => {
      const body = { '/version': { Version: '27.1' }, '/images/here:1/json': { Id: 'x' } }[url ?? ''];
      answered.writeHead(body === undefined ? 404 : 200).end(JSON.stringify(body ?? { message: 'No such image' }));
    };
  });

  const states = async (env: Record<string, string>, sockets: readonly string[] = []): Promise<string[]> =>
    (await engineFindings(env, 200, sockets)).map(({ name, state }) => `${name} ${state}`);

  it('is its version, and whether it has the image', async () => {
    const found = await engineFindings({ DOCKER_HOST: `unix://${socket}`, BUILDX_TESTKIT_IMAGE: 'here:1' }, 5000);
    expect(found).to.deep.equal([
      { name: 'engine', state: 'ok', found: `27.1, unix://${socket}` },
      { name: 'image', state: 'ok', found: 'here:1' },
    ]);
  });

  it('is found at one of the usual sockets', async () => {
    expect(await states({ BUILDX_TESTKIT_IMAGE: 'here:1' }, ['/no/such', socket])).to.deep.equal([
      'engine ok',
      'image ok',
    ]);
  });

  it('says what to do about an image that is not there, named or not', async () => {
    const DOCKER_HOST = `unix://${socket}`;
    const [, named] = await engineFindings({ DOCKER_HOST, BUILDX_TESTKIT_IMAGE: 'gone:1' }, 5000);
    expect(named).to.include({ state: 'missing', found: 'the engine has no gone:1' });
    expect(named?.advice).to.include('docker/debian-image gone:1');
    const [, unnamed] = await engineFindings({ DOCKER_HOST }, 5000);
    expect(unnamed?.found).to.match(/^the engine has no buildx-testkit\/controller:\S+-buildkit-v/);
  });

  it('is missing where there is no socket, and where it cannot be asked', async () => {
    expect(await states({}, ['/no/such'])).to.deep.equal(['engine missing', 'image missing']);
    expect(await states({ DOCKER_HOST: 'ssh://far' })).to.deep.equal(['engine missing', 'image missing']);
    expect(await states({ DOCKER_HOST: 'tcp://far:1', DOCKER_TLS_VERIFY: '1' })).to.deep.equal([
      'engine missing',
      'image missing',
    ]);
  });

  it('is bad when nobody listens, over TCP as well', async () => {
    const [engine] = await engineFindings({ DOCKER_HOST: 'tcp://localhost:1' }, 5000);
    expect(engine?.state).to.equal('bad');
    expect(engine?.found).to.match(/does not answer: .*ECONNREFUSED/);
  });

  it('is bad when it never answers, or never ends', async () => {
    const env = { DOCKER_HOST: `unix://${socket}` };
    answer = () => undefined;
    expect((await engineFindings(env, 50))[0]?.found).to.include('no answer in 50 ms');
    answer = (_, answered) => void answered.write('{');
    expect((await engineFindings(env, 50))[0]?.found).to.include('no answer in 50 ms');
    server.closeAllConnections();
  });

  it('is bad when something else answers', async () => {
    answer = (_, answered) => void answered.end('<html>');
    expect((await engineFindings({ DOCKER_HOST: `unix://${socket}` }, 5000))[0]?.found).to.include(
      'no container engine',
    );
  });
});
