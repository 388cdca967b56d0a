import * as fc from 'fast-check';
import { methodOf } from '../../../protocol/service.js';
import { invalidUtf8, refAsVarint } from '../../arbitraries/wire.js';
import { example, property, type Requirement } from '../../trial/requirement.js';
import type { Trial } from '../../trial/trial.js';
import { endingOf, ok, rpcError, unaryEnding, unknown, type Ending } from '../ending.js';
import { builtSession } from '../session.js';
import { sessionWording } from '../../../protocol/session-wording.js';

const service = '/buildx.controller.v1.Controller/';

/** Generates paths that name no method of this service, and what the server makes of them. */
const strangePaths = fc.oneof(
  fc.constantFrom('/buildx.controller.v2.Controller/List', '/grpc.health.v1.Health/Check').map((path) => ({
    path,
    message: `unknown service ${path.split('/')[1]}`,
  })),
  fc
    .stringMatching(/^[a-z]{1,12}$/)
    .map((name) => ({ path: `/${name}`, message: `malformed method name: "/${name}"` })),
);

/** Those of them that answer at once about a session that is not there. */
const nothingToFind = fc.constantFrom('Disconnect', 'ListProcesses', 'DisconnectProcess');

/** Calls whose one request has a ref, and all of it in field 1. */
const withRef = fc.constantFrom('Build', 'Disconnect', 'ListProcesses', 'DisconnectProcess', 'Status');

function endingWithoutRef({ revision }: Trial): Readonly<Record<string, Ending>> {
  const wording = sessionWording(revision);
  return {
    Build: unknown(wording.build.empty),
    Disconnect: unknown(wording.disconnect.empty),
    ListProcesses: unknown(wording.processes.unknown('""')),
    DisconnectProcess: unknown(wording.processes.unknown('""')),
    Status: unknown(wording.status.empty),
  };
}

async function endingOfRaw(trial: Trial, path: string, messages: readonly Uint8Array[]): Promise<Ending> {
  const call = trial.client.rpc.openRaw(path);
  for (const message of messages) await call.send(message);
  call.halfClose();
  return endingOf(call);
}

/** A Build request that has nothing but options, as bytes. */
function buildOptionsOf({ revision, fixtures }: Trial): Uint8Array {
  return methodOf(revision, 'Build').request.encode({ options: fixtures.builds.succeeds });
}

export const transportRequestRequirements: readonly Requirement[] = [
  {
    id: 'XPORT-015',
    title: 'A call of another service, or of a path that names no method, ends UNIMPLEMENTED.',
    level: 'MUST',
    source: 'docs/real-controller.md §3.1',
    check: property(strangePaths, async (trial, { path }) => {
      const { code } = await endingOfRaw(trial, path, [new Uint8Array()]);
      trial.exercised();
      trial.equal('the code', code, 'UNIMPLEMENTED');
    }),
  },
  {
    id: 'XPORT-016',
    title: 'The error of a call of another service, or of a path that names no method, tells what is wrong with it.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §3.1',
    check: property(
      strangePaths,
      async (trial, { path, message }) => {
        const ending = await endingOfRaw(trial, path, [new Uint8Array()]);
        trial.exercised();
        trial.equal('the message', ending.message, message);
      },
      { share: 0.5 },
    ),
  },
  {
    id: 'XPORT-017',
    title: 'A string that is no UTF-8 ends INTERNAL, and the connection serves on.',
    level: 'MUST',
    source: 'docs/real-controller.md §3.1',
    until: '0.17',
    check: property(fc.tuple(withRef, invalidUtf8()), async (trial, [name, bytes]) => {
      // Options are added to Build, because one without kills servers that let the ref pass.
      const rest = name === 'Build' ? buildOptionsOf(trial) : new Uint8Array();
      const { code } = await endingOfRaw(trial, `${service}${name}`, [Buffer.concat([bytes, rest])]);
      trial.exercised();
      trial.equal('the code', code, 'INTERNAL');
      trial.equal('List on the same connection', await unaryEnding(trial.client.rpc.list()), ok);
    }),
  },
  {
    id: 'XPORT-018',
    title: 'A field that a controller knows, but of another wire type, is as good as absent.',
    level: 'MUST',
    source: 'docs/real-controller.md §3.1',
    until: '0.17',
    check: property(fc.tuple(withRef, refAsVarint()), async (trial, [name, bytes]) => {
      const ending = await endingOfRaw(trial, `${service}${name}`, [bytes]);
      trial.exercised();
      trial.equal('the ending, which is that of an empty ref', ending, endingWithoutRef(trial)[name]);
    }),
  },
  {
    id: 'XPORT-023',
    title: 'A field that a controller knows, but of another wire type, ends INTERNAL, and the connection serves on.',
    level: 'MUST',
    source: 'docs/real-controller.md §3.1, §9.1',
    since: '0.18',
    check: property(fc.tuple(withRef, refAsVarint()), async (trial, [name, bytes]) => {
      const { code } = await endingOfRaw(trial, `${service}${name}`, [bytes]);
      trial.exercised();
      trial.equal('the code', code, 'INTERNAL');
      trial.equal('List on the same connection', await unaryEnding(trial.client.rpc.list()), ok);
    }),
  },
  {
    id: 'XPORT-024',
    title: 'A string that is no UTF-8 is taken as a name of no session.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §3.1, §9.1',
    since: '0.18',
    check: property(fc.tuple(nothingToFind, invalidUtf8()), async (trial, [name, bytes]) => {
      const { code } = await endingOfRaw(trial, `${service}${name}`, [bytes]);
      trial.exercised();
      trial.equal('the code, which is that of an unknown session', code, name === 'Disconnect' ? 'OK' : 'UNKNOWN');
    }),
  },
  {
    id: 'XPORT-019',
    title: 'A unary call or a Status that is half-closed without a message ends UNKNOWN.',
    level: 'MUST',
    source: 'docs/real-controller.md §3.1',
    check: property(
      fc.constantFrom('Build', 'List', 'Disconnect', 'ListProcesses', 'DisconnectProcess', 'Info', 'Status'),
      async (trial, name) => {
        const { code } = await endingOfRaw(trial, `${service}${name}`, []);
        trial.exercised();
        trial.equal('the code', code, 'UNKNOWN');
      },
    ),
  },
  {
    id: 'XPORT-020',
    title: 'Of two messages on a unary call the first is used.',
    level: 'MUST',
    source: 'docs/real-controller.md §3.1',
    check: example(async (trial) => {
      const built = await builtSession(trial);
      const unbuilt = trial.ref();
      const call = trial.client.rpc.open('ListProcesses');
      await call.send({ ref: built });
      await call.send({ ref: unbuilt });
      call.halfClose();
      const ending = await endingOf(call);
      trial.exercised();
      trial.equal('ListProcesses of a session, and then of none', ending, ok);
    }),
  },
  {
    id: 'XPORT-021',
    title: 'A unary call and a Status are answered without waiting for their half-close.',
    level: 'MUST',
    source: 'docs/real-controller.md §3.1',
    check: example(async (trial) => {
      const call = trial.client.rpc.open('List');
      await call.send({});
      trial.equal('List', await trial.within('List to be answered', endingOf(call)), ok);
      trial.exercised();
      const status = trial.client.rpc.open('Status');
      await status.send({ ref: '' });
      const ending = await trial.within('Status to be refused', endingOf(status));
      trial.equal('Status', ending, unknown(sessionWording(trial.revision).status.empty));
    }),
  },
  {
    id: 'XPORT-022',
    title: 'Errors carry no details, which came with 0.11.',
    level: 'MUST',
    source: 'docs/real-controller.md §3.2, §13.2',
    until: '2023-04',
    needs: ['builds.failsInStep'],
    check: example(async (trial) => {
      const failed = trial.client.build(trial.fixtures.builds.failsInStep ?? trial.lacks('builds.failsInStep'), {
        ref: trial.ref(),
      });
      for (const reply of [failed, trial.client.rpc.listProcesses({ ref: trial.ref() })]) {
        const error = await rpcError(reply);
        if (error !== undefined) trial.exercised();
        trial.equal('the details of an error', error?.details, []);
      }
    }),
  },
];
