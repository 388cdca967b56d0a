/**
 * The conformance suite as a library: {@link runConformance} holds a target against the {@link requirements}, and
 * {@link describeConformance} makes tests of them in mocha, vitest, jest or node:test. Loads neither the fake nor testcontainers; {@link openTarget}
 * loads them for the targets that need them.
 *
 * @packageDocumentation
 */
export * as arbitraries from './arbitraries/index.js';
export { ArgumentError } from '../options/argument-error.js';
export { ConfigurationError } from './engine/configuration-error.js';
export {
  replayFileOf,
  type ReplayFile,
} from './counterexample/replay.js';
export type { Cause, Diagnosis, KnownDefect } from './engine/diagnosis.js';
export { defaultFixtures } from './fixtures/default-fixtures.js';
export { exitCodeOf } from './report/exit-code-of.js';
export type { BuildFixtures, Fixtures, OptionFixtures, ProgramFixtures } from './fixtures/fixtures.js';
export { readFixtures } from './files/fixtures-file.js';
export type { KnownFailure } from './engine/run/known-failing.js';
export { readKnownFailing } from './files/known-failing-file.js';
export { mergeReports } from './merge/merge-reports.js';
export type { NamedReport } from './merge/shard-reports.js';
export { describeConformance, type DescribeOptions } from './describe-conformance.js';
export type { TestRunner } from './runner.js';
export { scenarioFileOf } from './reenactment/scenario-file.js';
export { writeCounterexamples, type CounterexampleFiles } from './reenactment/write-counterexamples.js';
export { readReplays } from './files/replay-file.js';
export { readReport } from './files/report-file.js';
export { counterexampleText } from './counterexample/counterexample-text.js';
export { diagramOf, type DiagramOptions } from './counterexample/diagram.js';
export { mermaidOf } from './counterexample/mermaid.js';
export type { Misfit } from './engine/probe.js';
export { reportFormats } from './report/formats.js';
export type { ReportContext } from './report/report-context.js';
export type {
  Counterexample,
  Report,
  ReportShard,
  RequirementReport,
  Reruns,
} from './engine/report.js';
export { terminalReport, type TerminalStyle } from './report/terminal.js';
export {
  example,
  property,
  type Check,
  type Example,
  type Property,
  type Requirement,
} from './trial/requirement.js';
export type { Capability } from './trial/capability.js';
export type { Level } from './engine/requirement.js';
export { requirements } from './requirements/index.js';
export { runConformance, type ConformanceOptions, type Progress, type RunOptions } from './run-conformance.js';
export type { Selection } from './engine/selection/selection.js';
export type { Shard } from './engine/selection/shard.js';
export type { Replay } from './engine/run/options.js';
export type { Tally } from './engine/run/tally.js';
export type { Target } from './trial/target.js';
export type { WaitingClock } from '../time/clock.js';
export { TargetUnreachableError } from './targets/target-unreachable-error.js';
export { addressTarget, type AddressTargetOptions } from './targets/address.js';
export { openTarget, type TargetOptions } from './targets/open-target.js';
export type { Trial } from './trial/trial.js';
export { verdicts, type Verdict } from './engine/verdict.js';
export { Violation } from './engine/violation.js';
export type { WrittenCallEntry, WrittenEntry, WrittenStatus } from '../journal/written-entry.js';
export type { WrittenDetail } from '../protocol/written-detail.js';
export type { JournalKind } from '../journal/entry.js';
