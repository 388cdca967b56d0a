/**
 * Scenarios as data: the builders that make them, the files that hold them, their schema, and the catalogue of streaming
 * edge cases. Loads neither the fake nor grpc-js.
 *
 * @packageDocumentation
 */
export { BuildBuilder, build } from './builders/build.js';
export { DockerfileBuilder, StepBuilder } from './builders/dockerfile.js';
export { FaultBuilder, fault } from './builders/fault.js';
export { ProgramBuilder, program } from './builders/program.js';
export { coldBuilder, type ColdBuilderOptions } from './builders/sequences/cold-builder.js';
export { dockerfile } from './builders/sequences/dockerfile.js';
export type { DockerfileOptions, FailingStep, LintWarning } from './builders/sequences/dockerfile-options.js';
export { exportImage, loadImage, push, type ExportOptions } from './builders/sequences/exporting.js';
export { pull, type PullOptions } from './builders/sequences/pull.js';
export { severalNodes } from './builders/sequences/several-nodes.js';
export { barrier, closeStdin, exit, fail, release, send, stall, stallStdin, wait } from './builders/steps.js';
export { UsageRecordBuilder, usageRecord } from './builders/usage-record.js';
export { VertexBuilder, vertex } from './builders/vertex.js';
export { catalogueEntry } from './catalogue/catalogue-entry.js';
export type { CatalogueEntry } from './catalogue/entry.js';
export { catalogue } from './catalogue/index.js';
export { UnknownEntryError } from './catalogue/unknown-entry-error.js';
export { loadScenario } from './format/load-scenario.js';
export { parseScenario, type ParseOptions } from './format/parse-scenario.js';
export { printScenario } from './format/print-scenario.js';
export type { ScenarioFormat } from './format/scenario-format.js';
export type { BuildErrorScript, BuildMatch, BuildScript, ImageScript, LogLimits } from './model/build-script.js';
export type { RegistryScript } from './model/registry-script.js';
export type { Bytes, NumberedLines, RepeatedText } from './model/bytes.js';
export type { DockerfileScript, StepScript } from './model/dockerfile-script.js';
export type { FatalSignal } from './model/fatal-signals.js';
export type { FaultRpc } from './model/fault-rpc.js';
export type {
  AnswerStep,
  CallFaultAction,
  FaultAction,
  FaultDeath,
  FaultDirection,
  FaultScript,
  FaultStatus,
  FaultTrigger,
  MessageFaultAction,
} from './model/fault-script.js';
export type { ListMatch, Match, TextMatch } from './model/match.js';
export type { AtBarrier, Moment } from './model/moment.js';
export type { ProgramMatch, ProgramScript, ProgramStep, Reaction, StdinMatch } from './model/program-script.js';
export type {
  RecordedBuild,
  RecordedBytes,
  RecordedDetail,
  RecordedError,
  RecordedLog,
  RecordedMessage,
  RecordedPosition,
  RecordedSource,
  RecordedStatus,
  RecordedTime,
  RecordedVertex,
  RecordedWarning,
} from './model/recorded-build.js';
export type { Scenario } from './model/scenario.js';
export type { UsageRecordScript } from './model/usage-record-script.js';
export type {
  LogScript,
  RestartScript,
  RunScript,
  StatusScript,
  VertexScript,
  WarningScript,
} from './model/vertex-script.js';
export { ScenarioError, type ScenarioProblem } from './scenario-error.js';
export type { JsonSchema, JsonType } from './schema/json-schema.js';
export { scenarioSchema } from './schema/scenario-schema.js';
export { toScenario, type ScenarioInput } from './to-scenario.js';
export type { Written } from './written.js';
