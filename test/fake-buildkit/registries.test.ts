import { expect } from 'chai';
import { createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { FakeBuildKit } from '../../src/fake-buildkit/fake-buildkit.js';
import { build as build_ } from '../../src/index.js';
import { Auth } from '../../src/protocol/buildkit/service.js';
import type { RegistryScript } from '../../src/scenarios/index.js';
import { type Answer, BuildClient } from '../session-tunnel/build-client.js';
import { build } from './client.js';

const host = 'registry.example';

/** What a client has for a registry. It shows as docker-buildx does, by a key that follows from it, what it has. */
interface Login {
  readonly username?: string;
  readonly secret?: string;
  /** Default 300. */
  readonly expiresIn?: number;
  readonly token?: { readonly code: number; readonly message: string };
  /** The RPCs that it lacks. */
  readonly lacks?: readonly ('Credentials' | 'FetchToken' | 'GetTokenAuthority')[];
  /** Default: a key of Ed25519. */
  readonly publicKey?: Uint8Array;
}

function answersOf(login: Login): Readonly<Record<string, Answer>> {
  const { username = '', secret = '', expiresIn = 300, token, lacks = [], publicKey } = login;
  const key = (salt: Uint8Array) => {
    const seed = createHmac('sha256', salt).update(secret).digest();
    const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
    return createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' });
  };
  const answers = {
    Credentials: (call) =>
      call.onMessage(() => {
        call.send(Auth.Credentials.response.encode({ username, secret }));
        call.end();
      }),
    GetTokenAuthority: (call) =>
      call.onMessage((bytes) => {
        const { salt } = Auth.GetTokenAuthority.request.decode(bytes);
        const { x = '' } = createPublicKey(key(salt)).export({ format: 'jwk' });
        call.send(Auth.GetTokenAuthority.response.encode({ publicKey: publicKey ?? Buffer.from(x, 'base64url') }));
        call.end();
      }),
    VerifyTokenAuthority: (call) =>
      call.onMessage((bytes) => {
        const { salt, payload } = Auth.VerifyTokenAuthority.request.decode(bytes);
        const signed = Buffer.concat([sign(null, payload, key(salt)), payload]);
        call.send(Auth.VerifyTokenAuthority.response.encode({ signed }));
        call.end();
      }),
    FetchToken: (call) =>
      call.onMessage(() => {
        if (token !== undefined) return call.end(token.code, token.message);
        call.send(Auth.FetchToken.response.encode({ token: `token-of-${secret}`, expiresIn: BigInt(expiresIn) }));
        call.end();
      }),
  } satisfies Record<string, Answer>;
  return Object.fromEntries(
    Object.entries(answers).flatMap(([name, answer]) =>
      lacks.some((one) => one === name) ? [] : [[`/moby.filesync.v1.Auth/${name}`, answer]],
    ),
  );
}

describe('a registry that a build pushes to', () => {
  let fake: FakeBuildKit;
  let count = 0;
  afterEach(() => fake.stop());

  const plays = async (registry: RegistryScript): Promise<void> => {
    fake = await FakeBuildKit.start({ scenario: { builds: [build_().add().registry(host, registry)] } });
  };

  /** Pushes as a client that has this; gives why that failed, and what was asked in its session. */
  async function pushed(login: Login, name = `${host}/team/app:1`) {
    const session = `s${++count}`;
    const hangUp = new BuildClient(answersOf(login)).open(fake.client(), session);
    const exporters = [{ type: 'image', attrs: { name, push: 'true' } }];
    const request = { session, exporters };
    const order = ['Solve', 'Status', 'Ping'] as const;
    const { error } = await build(fake.client(), `r${count}`, {}, { request, order });
    await hangUp();
    const asked = fake.journal.entries.flatMap(({ kind, rpc = '', ref }) =>
      kind === 'request' && ref === session && rpc.startsWith('Auth.') ? [rpc.slice('Auth.'.length)] : [],
    );
    return { asked, error: error?.rpcMessage };
  }

  it('is not asked by whom it lets push without a word', async () => {
    await plays({ login: 'none' });
    expect(await pushed({})).to.deep.equal({ asked: [], error: undefined });
  });

  it('wants user and password, and lets nobody push who has none', async () => {
    await plays({});
    expect(await pushed({ username: 'me', secret: 'x' })).to.deep.equal({ asked: ['Credentials'], error: undefined });
    for (const login of [{}, { username: 'me' }, { lacks: ['Credentials'] as const }])
      expect((await pushed(login)).error).to.match(
        /^failed to push registry\.example\/team\/app:1: unexpected status from HEAD request to https:\/\/registry\.example\/v2\/team\/app\/blobs\/sha256:[0-9a-f]{64}: 401 Unauthorized$/,
      );
  });

  it('wants a token, which the client fetches from where the registry says', async () => {
    await plays({ login: 'token', realm: 'https://auth.example/t', service: 'all' });
    expect(await pushed({ secret: 'hunter2' })).to.deep.equal({
      asked: ['GetTokenAuthority', 'FetchToken'],
      error: undefined,
    });
    expect(fake.lastRequest('Auth.FetchToken')).to.deep.equal({
      clientId: 'buildkit-client',
      host,
      realm: 'https://auth.example/t',
      service: 'all',
      scopes: ['repository:team/app:pull,push'],
    });
    const answer = fake.journal.entries.find(({ kind, rpc }) => kind === 'response' && rpc === 'Auth.FetchToken');
    expect(answer?.message).to.deep.include({ token: '(16 bytes, withheld)' });
    expect(fake.journal.toText()).to.not.include('hunter2');
  });

  it('takes a token of before from a client that has the same password, for the same repository', async () => {
    await plays({ login: 'token' });
    await pushed({ secret: 'one' });
    expect((await pushed({ secret: 'one' })).asked).to.deep.equal(['VerifyTokenAuthority']);
    expect((await pushed({ secret: 'one' }, `${host}/other`)).asked).to.deep.equal([
      'VerifyTokenAuthority',
      'FetchToken',
    ]);
    expect((await pushed({ secret: 'two' })).asked).to.deep.equal([
      'VerifyTokenAuthority',
      'GetTokenAuthority',
      'FetchToken',
    ]);
  });

  it('takes no token that is no longer good', async () => {
    await plays({ login: 'token' });
    await pushed({ secret: 'one', expiresIn: 100 });
    await fake.clock.advance('89s');
    expect((await pushed({ secret: 'one' })).asked).to.deep.equal(['VerifyTokenAuthority']);
    await fake.clock.advance('2s');
    expect((await pushed({ secret: 'one' })).asked).to.deep.equal(['VerifyTokenAuthority', 'FetchToken']);
  });

  it('is asked with user and password where the client fetches no tokens', async () => {
    await plays({ login: 'token' });
    const lacks = ['GetTokenAuthority'] as const;
    expect(await pushed({ lacks, username: 'me' })).to.deep.equal({
      asked: ['GetTokenAuthority', 'Credentials'],
      error: undefined,
    });
    expect(fake.journal.toText()).to.include(
      'BuildKit would fetch one from https://registry.example/token itself, as me',
    );
    expect((await pushed({ lacks: ['GetTokenAuthority', 'Credentials'] })).error).to.equal(undefined);
  });

  it('fails the push where the client gets no token, or shows no key', async () => {
    await plays({ login: 'token' });
    const token = { code: 2, message: 'failed to fetch oauth token: unexpected status: 401 Unauthorized' };
    expect((await pushed({ token })).error).to.equal(
      `failed to push ${host}/team/app:1: failed to authorize: ${token.message}`,
    );
    expect((await pushed({ publicKey: Buffer.alloc(5), secret: 'other' })).error).to.include(
      'failed to authorize: invalid pubkey length 32',
    );
  });

  it('lets nobody push', async () => {
    await plays({ login: 'token', denies: true });
    expect((await pushed({ secret: 'x' })).error).to.include('push access denied, repository does not exist');
  });
});
