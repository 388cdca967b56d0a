import type { Client, ClientReadableStream, StatusObject } from '@grpc/grpc-js';
import { expect } from 'chai';
import { ControllerClient, FakeController, build, vertex, type FaultScript } from '../../../src/index.js';
import { statusCodeName } from '../../../src/protocol/status-code.js';
import { genericClient } from '../../transport/generic-client.js';
import { rows, total, type Row } from './rows.js';

const places = ['in process', 'over a socket'] as const;
type Place = (typeof places)[number];

/** In process it is the fake's time, in which the build takes two seconds. */
function deadlineOf(place: Place): number {
  return place === 'in process' ? 10_000 : 500;
}

interface Seen {
  readonly responses: number;
  readonly status: string;
}

function start(faults: readonly FaultScript[]): Promise<FakeController> {
  return FakeController.start({
    scenario: {
      builds: [build().add(vertex('[1/2] RUN one').takes('1s'), vertex('[2/2] RUN two').takes('1s').logs('two\n'))],
      faults,
    },
  });
}

interface Rpcs {
  Status(request: object, options: object): ClientReadableStream<unknown>;
  Build(request: object, done: () => void): unknown;
}

/** A Status with its Build: only so does it end. */
async function seenByGrpcJs(place: Place, { fault, status }: Row): Promise<Seen & { readonly fake: FakeController }> {
  await using fake = await start([{ rpc: 'Status', ...fault }]);
  const client = genericClient(place === 'in process' ? fake.channel : await fake.listen()) as unknown as Client & Rpcs;
  const timeout = status.startsWith('DEADLINE') ? { deadline: Date.now() + deadlineOf(place) } : {};
  const call = client.Status({ ref: 'r' }, timeout);
  let responses = 0;
  call.on('data', () => responses++);
  call.on('error', () => {});
  const ended = new Promise<StatusObject>((resolve) => call.on('status', resolve));
  // It fails with the connection, when that is the fault.
  client.Build({ ref: 'r', options: { contextPath: '.' } }, () => {});
  const { code, details } = await ended;
  client.close();
  return { responses, status: `${statusCodeName(code)} ${details}`.trim(), fake };
}

async function seenByOurs(place: Place, { fault, status }: Row): Promise<Seen> {
  await using fake = await start([{ rpc: 'Status', ...fault }]);
  const client =
    place === 'in process' ? fake.client() : ControllerClient.connect(await fake.listen(), { revision: fake.revision });
  const call = client.rpc.status({ ref: 'r' }, status.startsWith('DEADLINE') ? { deadlineMs: deadlineOf(place) } : {});
  client.rpc.build({ ref: 'r', options: { contextPath: '.' } }).catch(() => {});
  const { code } = await call.status;
  await client.close();
  return { responses: call.messages.length, status: statusCodeName(code) };
}

describe('A fault', () => {
  for (const row of rows) {
    for (const place of places) {
      it(`${row.does.replaceAll('`', '')}, ${place}: ${row.responses} of ${total} responses, ${row.status}`, async () => {
        const seen = await seenByGrpcJs(place, row);
        expect(seen.responses).to.equal(row.responses);
        expect(seen.status.slice(0, row.status.length)).to.equal(row.status);
        expect(seen.fake.journal.toText()).to.match(/ Status#\d+ -- fault faults\[0\] strikes at /);
        const ours = await seenByOurs(place, row);
        expect(ours).to.deep.equal({
          responses: row.own?.responses ?? row.responses,
          status: row.own?.code ?? row.status.split(' ')[0],
        });
      });
    }
  }
});
