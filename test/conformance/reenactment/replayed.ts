import type { Call } from '../../../src/client/controller-client.js';
import { ControllerClient } from '../../../src/client/controller-client.js';
import type { WrittenCallEntry } from '../../../src/journal/written-entry.js';
import { detailBytes } from '../../../src/protocol/written-detail.js';

import { FakeController } from '../../../src/index.js';
import type { Revision } from '../../../src/protocol/revision.js';
import { serviceName, serviceOf } from '../../../src/protocol/service.js';
import type { Scenario } from '../../../src/scenarios/index.js';

type RawCall = Call<Uint8Array, Uint8Array>;

/** What a call gave its client: messages and end, as text, without the time of day. */
export type Told = Readonly<Record<string, readonly string[]>>;

/** What the journal of a counterexample tells of each call. */
export function toldIn(journal: readonly WrittenCallEntry[], revision: Revision): Told {
  const told: Record<string, string[]> = {};
  for (const { call, rpc, kind, bytes = '', status } of journal) {
    const lines = (told[`${rpc} ${call}`] ??= []);
    if (kind === 'response' || kind === 'undecodable') lines.push(shown(rpc, Buffer.from(bytes, 'base64'), revision));
    if (kind === 'status' && status !== undefined && !givenUp(journal, call)) lines.push(endOf(status));
  }
  return told;
}

/** The same of a fake that is served this scenario over a socket, to clients that send what was sent, byte for byte. */
export async function toldBy(
  scenario: Scenario,
  journal: readonly WrittenCallEntry[],
  revision: Revision,
): Promise<Told> {
  await using fake = await FakeController.start({ scenario, revision, clock: 'auto', warn: () => undefined });
  const address = await fake.listen();
  const clients = new Map<number, ControllerClient>();
  const calls = new Map<number, RawCall>();
  const read = new Map<number, number>();
  for (const { call: number, client: of, rpc, kind, bytes = '' } of journal) {
    const client = clients.get(of) ?? ControllerClient.connect(address, { revision });
    clients.set(of, client);
    if (kind === 'open') calls.set(number, client.rpc.openRaw(`/${serviceName}/${rpc}`));
    const call = calls.get(number)!;
    if (kind === 'request') await call.send(Buffer.from(bytes, 'base64'));
    if (kind === 'half-close') call.halfClose();
    if (kind === 'cancel') call.cancel();
    if (kind === 'response' || kind === 'undecodable') {
      const at = read.get(number) ?? 0;
      read.set(number, at + 1);
      await call.find((_message, index) => index === at, at);
      // What a client does at bytes that are no message.
      if (kind === 'undecodable') call.cancel();
    }
    if (kind === 'status') await call.status;
  }
  await clients.get(1)?.rpc.info();
  const told = Object.fromEntries(
    [...calls].map(([number, call]) => {
      const { rpc } = journal.find((entry) => entry.call === number)!;
      const end = call.ended === undefined || givenUp(journal, number) ? [] : [endOf(encoded(call.ended))];
      return [`${rpc} ${number}`, [...call.messages.map((message) => shown(rpc, message, revision)), ...end]];
    }),
  );
  for (const client of clients.values()) await client.close();
  return told;
}

function givenUp(journal: readonly WrittenCallEntry[], call: number): boolean {
  return journal.some((entry) => entry.call === call && (entry.kind === 'cancel' || entry.kind === 'undecodable'));
}

function encoded({ code, message, details }: NonNullable<RawCall['ended']>): NonNullable<WrittenCallEntry['status']> {
  const encodedDetails = details.map(({ typeUrl, value }) => ({
    typeUrl,
    base64: Buffer.from(value).toString('base64'),
  }));
  return { code, message, ...(details.length === 0 ? {} : { details: encodedDetails }) };
}

function endOf({ code, message, details = [] }: NonNullable<WrittenCallEntry['status']>): string {
  return JSON.stringify([
    code,
    message,
    details.map((detail) => [detail.typeUrl, Buffer.from(detailBytes(detail)).toString('base64')]),
  ]);
}

function shown(method: string, bytes: Uint8Array, revision: Revision): string {
  const codec = Object.values(serviceOf(revision)).find(({ name }) => name === method)!.response;
  try {
    return JSON.stringify(sorted(codec.decode(bytes)));
  } catch {
    return Buffer.from(bytes).toString('hex');
  }
}

/** A map has no order on the wire. */
function sorted(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}`;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  if ('seconds' in value) return 'a time';
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
