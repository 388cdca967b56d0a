/**
 * The conformance suite as a library: `buildx-testkit/conformance`. Loads neither the fake nor testcontainers; targets
 * that need them are made by `openTarget`, which loads them then.
 */
export * as arbitraries from './arbitraries/index.js';
export { ConfigurationError } from './configuration-error.js';
export {
  replayFileOf,
  type ReplayFile,
  type ReplayMessage,
  type ReplayStatus,
} from './counterexample/replay-file.js';
export { defaultFixtures } from './default-fixtures.js';
export { exitCodeOf } from './exit-code.js';
export type { BuildFixtures, Fixtures, OptionFixtures, ProgramFixtures } from './fixtures.js';
export { readFixtures } from './fixtures-file.js';
export type { KnownFailure } from './known-failing.js';
export { readKnownFailing } from './known-failing-file.js';
export { mergeReports } from './merge/merge-reports.js';
export type { NamedReport } from './merge/shard-reports.js';
export { describeConformance, type DescribeOptions } from './mocha.js';
export { scenarioFileOf } from './reenactment/scenario-file.js';
export { writeCounterexamples, type CounterexampleFiles } from './reenactment/write-counterexamples.js';
export { readReplays } from './replay-file.js';
export { readReport } from './report-file.js';
export { counterexampleText } from './report/counterexample-text.js';
export { diagramOf, type DiagramOptions } from './report/diagram.js';
export { reportFormats } from './report/formats.js';
export type { ReportContext } from './report/report-context.js';
export type {
  Counterexample,
  JournalEntry,
  JournalStatus,
  Report,
  ReportShard,
  RequirementReport,
  Reruns,
} from './report/report.js';
export { terminalReport, type TerminalStyle } from './report/terminal.js';
export {
  example,
  property,
  type Capability,
  type Check,
  type Example,
  type Level,
  type Property,
  type Requirement,
} from './requirement.js';
export { requirements } from './requirements/index.js';
export { runConformance, type Progress, type RunOptions } from './run-conformance.js';
export type { Selection } from './selection.js';
export type { Shard } from './shard.js';
export type { ConformanceOptions, Replay } from './conformance-options.js';
export type { Tally } from './tally.js';
export type { Target } from './target.js';
export { TargetUnreachableError } from './target-unreachable-error.js';
export { addressTarget, type AddressTargetOptions } from './targets/address.js';
export { openTarget, type TargetOptions } from './targets/open-target.js';
export type { Trial } from './trial.js';
export { verdicts, type Verdict } from './verdict.js';
export { Violation } from './violation.js';
