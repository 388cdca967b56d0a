import type { Counterexample, Report } from '../../src/conformance/engine/report.js';
import { reportOf } from '../conformance/engine/report-of.js';
import { journalOf, times, unary } from '../pages/diagram/journals.js';

const greeting = Buffer.from('hello, stdin\n').toString('base64');

export const counterexample: Counterexample = {
  seed: 42,
  path: '3:0:1',
  value: "{ ref: 'aax' }",
  what: 'the end of Status',
  expected: '{ code: OK }',
  seen: "{ code: UNKNOWN, message: 'bad ref aax' }",
  reruns: { failed: 3, of: 5 },
  tookMs: 1300.25,
  steps: ["Status #1 { ref: 'aax' }", "Status #1 ends UNKNOWN 'bad ref aax'"],
  journal: journalOf(
    { kind: 'open' },
    { kind: 'request', message: { ref: 'aax' }, bytes: 'CgNhYXg=' },
    { kind: 'half-close' },
    ...unary(2, 'List', 2),
    { kind: 'open', call: 3, rpc: 'Invoke' },
    { kind: 'request', call: 3, rpc: 'Invoke', message: { file: { data: { base64: greeting } } }, bytes: greeting },
    { kind: 'cancel', call: 3, rpc: 'Invoke' },
    ...times(30, { kind: 'response', message: { vertices: [{ name: '[1/1] RUN make' }] }, bytes: 'ChI=' }),
    { kind: 'undecodable', reason: 'wire type 7', bytes: 'Dw==' },
    {
      kind: 'status',
      time: 1300,
      status: { code: 2, message: 'bad ref aax', details: [{ typeUrl: 't/x', base64: 'CgE=' }] },
    },
  ),
};

/** A report in which every verdict comes up, and every level. */
export function aReport(): Report {
  const source = 'docs/real-controller.md §5.2, §4, https://github.com/docker/buildx/pull/1785';
  return reportOf(
    [
      { id: 'LIST-001', title: 'List shows what there is.', source },
      { id: 'LIST-002', title: 'List is sorted.', source, level: 'OBSERVED', verdict: 'observed', reason: 'mostly' },
      { id: 'STATUS-001', title: 'Status ends OK.', source, verdict: 'violated', reason: 'it did not', counterexample },
      { id: 'STATUS-002', title: 'Status ends soon.', source, level: 'SHOULD', verdict: 'violated', counterexample },
      { id: 'STATUS-003', title: 'Status waits.', source, verdict: 'expected', reason: 'known', counterexample },
      { id: 'INPUT-001', title: 'Input takes all.', source, verdict: 'skipped', reason: 'lacks builds' },
      { id: 'INPUT-002', title: 'Input is quiet.', source, verdict: 'not-exercised', reason: 'never came up' },
      { id: 'INPUT-003', title: 'Input ends.', source, verdict: 'error', reason: 'it broke', counterexample },
      { id: 'INPUT-004', title: 'Input stays.', source, verdict: 'stale', reason: 'it passes' },
    ],
    { quirks: ['status-waits-after-build'], endedEarly: { cause: 'interrupted', reason: 'asked to' } },
  );
}
