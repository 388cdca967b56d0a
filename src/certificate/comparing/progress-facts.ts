import type { StatusResponse, Vertex } from '../../protocol/messages.js';
import type { Played } from '../playing/play.js';
import type { Fact } from './item.js';
import { plainText, plainValue } from './plain.js';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/**
 * What came of all messages together, as a printer would show it in the end. Of several streams it is open whose message
 * is seen first, so that there what has come furthest is the end.
 */
export function progressFacts(
  messages: readonly StatusResponse[],
  { played, streams }: { readonly played: Pick<Played, 'plain'>; readonly streams: number },
): readonly Fact[] {
  const vertices = new Map<string, Vertex>();
  const inputs = new Map<string, readonly string[]>();
  for (const vertex of messages.flatMap((message) => message.vertices)) {
    const known = vertices.get(vertex.digest);
    if (streams < 2 || known === undefined || progressOf(known) <= progressOf(vertex))
      vertices.set(vertex.digest, vertex);
    if (vertex.inputs.length > 0) inputs.set(vertex.digest, vertex.inputs);
  }
  const nameOf = (digest: string): string => plainText(vertices.get(digest)?.name ?? 'unknown vertex', played);
  const facts = new Map<string, string>();
  for (const [digest, vertex] of vertices) {
    const reads = (inputs.get(digest) ?? []).map(nameOf).toSorted();
    facts.set(`vertex ${nameOf(digest)}`, plainText(stateOf(vertex), played));
    facts.set(`inputs of ${nameOf(digest)}`, JSON.stringify(reads));
  }
  for (const { vertex, id, name, completed } of messages.flatMap((message) => message.statuses)) {
    const key = `status ${plainText(id, played)} of ${nameOf(vertex)}`;
    const state = completed === undefined ? 'open' : 'completed';
    if (streams > 1 && state === 'open' && facts.has(key)) continue;
    facts.set(key, name === '' ? state : `${name}, ${state}`);
  }
  for (const { vertex, stream, message } of messages.flatMap(({ logs }) => logs)) {
    const key = `log ${stream} of ${nameOf(vertex)}`;
    facts.set(key, `${facts.get(key) ?? ''}${plainText(text(message), played)}`);
  }
  for (const { vertex, short, level, detail, url, info, ranges } of messages.flatMap(({ warnings }) => warnings)) {
    const source = { filename: info?.filename, language: info?.language, data: info?.data };
    facts.set(
      `warning ${text(short)} of ${nameOf(vertex)}`,
      plainValue({ level, detail, url, source, ranges }, played),
    );
  }
  const order = [...new Set([...vertices.keys()].map(nameOf))];
  if (order.length > 0) facts.set('order of announcements', JSON.stringify(order));
  return [...facts].map(([name, value]) => ({ name, value }));
}

function progressOf({ started, completed }: Vertex): number {
  if (completed !== undefined) return 2;
  return started === undefined ? 0 : 1;
}

function stateOf({ started, completed, cached, error }: Vertex): string {
  const state = completed !== undefined ? 'completed' : started !== undefined ? 'started' : 'announced';
  return [state, ...(cached ? ['cached'] : []), ...(error === '' ? [] : [`error ${error}`])].join(', ');
}
