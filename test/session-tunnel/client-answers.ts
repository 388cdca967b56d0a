import type { fsutil } from '../../src/protocol/buildkit/messages.js';
import { FileSync, Secrets, SSH } from '../../src/protocol/buildkit/service.js';
import type { Init } from '../../src/protocol/messages.js';
import type { Answer, ServedCall } from './build-client.js';

const { path: diffCopy, response: packets } = FileSync.DiffCopy;

/** A file, as a client tells of it. */
export type Told = Init<fsutil.Stat> & { readonly content?: string };

/** The mode of a directory. */
export const directory = 2 ** 31 + 0o755;

/** What one client has: directories by their names, secrets and agents by their IDs. */
export interface Possessions {
  readonly directories?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly agents?: readonly string[];
  /** Called with each call before it is answered. */
  readonly seen?: (call: ServedCall) => void;
}

/** Sends files as the build client does. */
export function sender(files: readonly Told[], seen: (call: ServedCall) => void = () => undefined): Answer {
  return (call) => {
    seen(call);
    const send = (packet: Init<fsutil.Packet>): void => call.send(packets.encode(packet));
    for (const { content: _, ...stat } of files) send({ type: 'PACKET_STAT', stat: { mode: 0o644, ...stat } });
    send({ type: 'PACKET_STAT' });
    call.onMessage((bytes) => {
      const { type, id } = packets.decode(bytes);
      if (type === 'PACKET_REQ') {
        const content = files[id]?.content ?? '';
        if (content !== '') send({ type: 'PACKET_DATA', id, data: Buffer.from(content) });
        send({ type: 'PACKET_DATA', id });
      } else if (type === 'PACKET_FIN') {
        send({ type: 'PACKET_FIN' });
        call.end();
      }
    });
  };
}

/** Answers as docker-buildx does for a client that has these. */
export function answersOf({ directories, secrets, agents, seen }: Possessions): Readonly<Record<string, Answer>> {
  const answers: Record<string, Answer> = {};
  if (directories !== undefined)
    answers[diffCopy] = (call) => {
      const name = String(call.headers['dir-name']);
      const files = directories[name];
      if (files === undefined) return call.end(5, `no access allowed to dir "${name}"`);
      sender(asked(files, String(call.headers['followpaths'] ?? '')), seen)(call);
    };
  if (secrets !== undefined)
    answers[Secrets.GetSecret.path] = (call) =>
      call.onMessage((bytes) => {
        seen?.(call);
        const { id } = Secrets.GetSecret.request.decode(bytes);
        const data = secrets[id];
        if (data === undefined) return call.end(5, `secret ${id} not found`);
        call.send(Secrets.GetSecret.response.encode({ data: Buffer.from(data) }));
        call.end();
      });
  if (agents !== undefined)
    answers[SSH.CheckAgent.path] = (call) =>
      call.onMessage((bytes) => {
        seen?.(call);
        const { id } = SSH.CheckAgent.request.decode(bytes);
        if (!agents.includes(id)) return call.end(2, `unset ssh forward key ${id}`);
        call.send(SSH.CheckAgent.response.encode({}));
        call.end();
      });
  return answers;
}

/** The files that are asked for by their names, or all; with the directories that they are in. */
function asked(files: Readonly<Record<string, string>>, follow: string): readonly Told[] {
  const wanted = follow === '' ? undefined : follow.split(', ');
  const paths = Object.keys(files).filter(
    (path) => wanted?.some((name) => name === '.' || path === name || path.startsWith(`${name}/`)) ?? true,
  );
  const within = new Set(paths.flatMap((path) => [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index))));
  return [...within, ...paths]
    .toSorted((a, b) => Buffer.compare(Buffer.from(a.replaceAll('/', '\0')), Buffer.from(b.replaceAll('/', '\0'))))
    .map((path) => {
      const content = files[path];
      return content === undefined ? { path, mode: directory } : { path, content, size: BigInt(content.length) };
    });
}
