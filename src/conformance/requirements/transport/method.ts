import * as fc from 'fast-check';
import { undecodable, unknownField } from '../../arbitraries/wire.js';
import { example, property, type Requirement } from '../../trial/requirement.js';
import type { Trial } from '../../trial/trial.js';
import { endingOf, ok, unaryEnding, unknown } from '../ending.js';
import { sessionWording } from '../../../protocol/session-wording.js';

const service = '/buildx.controller.v1.Controller/';

const unknownMethod = fc.stringMatching(/^[A-Z][A-Za-z]{1,20}$/).map((name) => `${name}Testkit`);
const unaryMethod = fc.constantFrom('Build', 'List', 'Disconnect', 'ListProcesses', 'DisconnectProcess');
const anyMethod = fc.oneof(unaryMethod, fc.constantFrom('Status', 'Input', 'Invoke'));

export const transportMethodRequirements: readonly Requirement[] = [
  {
    id: 'XPORT-001',
    title: 'A method that the service does not have ends UNIMPLEMENTED.',
    level: 'MUST',
    source: 'docs/real-controller.md §3.1',
    check: property(unknownMethod, async (trial, name) => {
      const call = trial.client.rpc.openRaw(`${service}${name}`);
      await call.send(new Uint8Array());
      call.halfClose();
      const { code } = await endingOf(call);
      trial.exercised();
      trial.equal('the code', code, 'UNIMPLEMENTED');
    }),
  },
  {
    id: 'XPORT-002',
    title: 'The error of an unknown method names the method and the service.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §3.1',
    check: property(
      unknownMethod,
      async (trial, name) => {
        const call = trial.client.rpc.openRaw(`${service}${name}`);
        call.halfClose();
        const { message } = await endingOf(call);
        trial.exercised();
        trial.equal('the message', message, `unknown method ${name} for service buildx.controller.v1.Controller`);
      },
      { share: 0.3 },
    ),
  },
  {
    id: 'XPORT-003',
    title: 'Inspect, which came with 0.11, is a method that the service does not have.',
    level: 'MUST',
    source: 'docs/real-controller.md §3.1, §9.1',
    until: '2023-04',
    check: example(async (trial) => {
      const call = trial.client.rpc.openRaw(`${service}Inspect`);
      await call.send(new Uint8Array());
      call.halfClose();
      const { code } = await endingOf(call);
      trial.exercised();
      trial.equal('the code', code, 'UNIMPLEMENTED');
    }),
  },
  {
    id: 'XPORT-004',
    title: 'A request that is no protobuf message ends INTERNAL, and the connection serves on.',
    level: 'MUST',
    source: 'docs/real-controller.md §3.1',
    check: property(fc.tuple(anyMethod, undecodable()), async (trial, [name, bytes]) => {
      const call = trial.client.rpc.openRaw(`${service}${name}`);
      await call.send(bytes);
      call.halfClose();
      const { code } = await endingOf(call);
      trial.exercised();
      trial.equal('the code', code, 'INTERNAL');
      trial.equal('List on the same connection', await unaryEnding(trial.client.rpc.list()), ok);
    }),
  },
  {
    id: 'XPORT-005',
    title: 'Fields that a controller does not know are ignored.',
    level: 'MUST',
    source: 'docs/real-controller.md §9.1',
    check: property(
      fc.tuple(unaryMethod, fc.array(unknownField(), { minLength: 1, maxLength: 4 })),
      async (trial, [name, fields]) => {
        const call = trial.client.rpc.openRaw(`${service}${name}`);
        await call.send(Buffer.concat(fields));
        call.halfClose();
        const ending = await endingOf(call);
        trial.exercised();
        trial.equal('the ending, which is that of an empty request', ending, endingOfEmptyRequest(trial)[name]);
      },
    ),
  },
];

function endingOfEmptyRequest({ revision }: Trial): Readonly<Record<string, unknown>> {
  const wording = sessionWording(revision);
  return {
    Build: unknown(wording.build.empty),
    List: ok,
    Disconnect: unknown(wording.disconnect.empty),
    ListProcesses: unknown(wording.processes.unknown('""')),
    DisconnectProcess: unknown(wording.processes.unknown('""')),
  };
}
