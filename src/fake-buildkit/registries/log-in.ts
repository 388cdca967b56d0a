import { RpcFailure } from '../../playback/rpc-failure.js';
import type { Image } from '../../image/image.js';
import { readCredentials } from '../../session-tunnel/registry-auth.js';
import type { Export } from '../exporters/export.js';
import { ExportProgress, exportFailure } from '../exporters/export-progress.js';

/** Where an image is pushed to. */
interface Target {
  /** As images have it: `docker.io`. */
  readonly host: string;
  /** As it is asked: `registry-1.docker.io`. */
  readonly registry: string;
  readonly repository: string;
}

/** Asks the client for what a registry wants before it lets anybody push. @throws RpcFailure, SessionError, RpcError */
export async function logIn(exported: Export, name: string, image: Image): Promise<void> {
  const { build } = exported;
  const target = targetOf(name);
  const said = build.registries[target.host];
  if (said === undefined) return askByDefault(exported, target, name);
  const { login = 'basic', denies = false } = said;
  if (login === 'basic' && !(await hasCredentials(exported, target))) throw unauthorized(target, image);
  if (login === 'token') await getToken(exported, target);
  if (!denies) return;
  throw new RpcFailure(
    'push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
  );
}

function targetOf(name: string): Target {
  const [host = '', ...rest] = name.split('/');
  const repository = rest.join('/').replace(/[:@].*$/, '');
  return { host, registry: host === 'docker.io' ? 'registry-1.docker.io' : host, repository };
}

/** Of a registry of which the script says nothing, whoever has no password may push, too. */
async function askByDefault(exported: Export, { registry, repository }: Target, name: string): Promise<void> {
  const { life, build } = exported;
  if (build.request.session === '') return;
  const session = await exported.session();
  if (!session.offers('/moby.filesync.v1.Auth/Credentials')) return;
  const vertex = { id: `auth-${name}`, name: `[auth] ${repository}:pull,push token for ${registry}` };
  await ExportProgress.of(life, build, vertex, async () => {
    await readCredentials(session, registry);
  });
}

async function hasCredentials({ build, session }: Export, { registry }: Target): Promise<boolean> {
  if (build.request.session === '') return false;
  const { username, secret } = await readCredentials(await session(), registry);
  return username !== '' && secret !== '';
}

async function getToken(exported: Export, { host, registry, repository }: Target): Promise<void> {
  const { life, build } = exported;
  const { realm = `https://${registry}/token`, service = registry } = build.registries[host] ?? {};
  if (build.request.session === '') return;
  const session = await exported.session();
  const scope = `repository:${repository}:pull,push`;
  try {
    if (await life.tokens.fetch(session, { host: registry, realm, service, scope })) return;
  } catch (error) {
    const { message, code } = exportFailure(error);
    if (code === 'CANCELLED') throw error;
    throw new RpcFailure(`failed to authorize: ${message}`, code);
  }
  const { username } = await readCredentials(session, registry);
  const whose = username === '' ? 'without a user' : `as ${username}`;
  life.journal.note(`the client fetches no tokens: BuildKit would fetch one from ${realm} itself, ${whose}`, build.ref);
}

function unauthorized({ registry, repository }: Target, { images, descriptor }: Image): RpcFailure {
  const blob = images[0]?.config.digest ?? descriptor.digest;
  return new RpcFailure(
    `unexpected status from HEAD request to https://${registry}/v2/${repository}/blobs/${blob}: 401 Unauthorized`,
  );
}
