/**
 * A fake of docker/buildx's remote controller for tests: {@link FakeController} plays scenarios, which are made with
 * {@link build}, {@link vertex} and {@link program}; {@link ControllerClient} talks to it, or to a real controller.
 *
 * `@since` names the version that an export came with. It stands at top-level exports only: a member without one of its
 * own came with them.
 *
 * @packageDocumentation
 */
export { ArgumentError } from './options/argument-error.js';
export { FakeController } from './fake-controller/fake-controller.js';
export { FakeBuildKit } from './fake-buildkit/fake-buildkit.js';
export type { BuildKitVersion, FakeBuildKitOptions } from './fake-buildkit/options.js';
export { NoRequestError } from './serving/no-request-error.js';
export { UnknownBarrierError } from './playback/unknown-barrier-error.js';
export { BuildKitClient } from './client/buildkit-client.js';
export { FakeServer, type DeathListener } from './serving/fake-server.js';
export {
  Buildx,
  withBuildx,
  type BuildxRun,
  type BuildxRunOptions,
} from './buildx/with-buildx.js';
export { Terminal, type TerminalOptions } from './buildx/terminal.js';
export { TerminalError } from './buildx/terminal-error.js';
export { findBuildx, type FindBuildxOptions } from './buildx/find-buildx.js';
export { buildxVersion, isAtLeast } from './buildx/buildx-version.js';
export { BuildxNotFoundError } from './buildx/buildx-not-found-error.js';
export { ControllerDoorError } from './buildx/controller-door-error.js';
export type {
  ProgressEvent,
  ProgressLog,
  ProgressStatus,
  ProgressVertex,
  ProgressPosition,
  ProgressWarning,
} from './buildx/progress-event.js';
export type { FakeOptions } from './serving/fake-options.js';
export type { FakeControllerOptions } from './fake-controller/options.js';
export {
  checkDeterminism,
  DeterminismError,
  type CheckDeterminismOptions,
} from './fake-controller/check-determinism.js';
export { GoldenError, matchGolden } from './journal/golden.js';
export { NotQuiescentError, type Leftover } from './playback/quiescence/not-quiescent-error.js';
export type { OnStuck } from './playback/on-stuck.js';
export { ListenError } from './transport/listening/listen-error.js';
export type { Journal } from './journal/journal.js';
export type { JournalBound } from './journal/journal-bound.js';
export type { JournalEntry, JournalKind, JournalStatus } from './journal/entry.js';
export { quirkCatalogue, quirkNames, type Quirk, type QuirkName } from './fake-controller/quirks/catalogue.js';
export { UnknownQuirkError, type QuirkOption } from './fake-controller/quirks/quirk-set.js';
export type { OnUnhandledRequest } from './playback/script-library.js';
export { JournalError } from './journal/journal-error.js';
export { readJournal } from './journal/read-journal.js';
export { scenarioFromJournal, type WritableJournal } from './recorder/scenario-from-journal.js';
export { importBuild, type ImportedBuilds, type ImportOptions } from './scenarios/import/import-build.js';
export { rawJsonOf } from './scenarios/import/raw-json.js';
export { ImportError } from './scenarios/import/import-error.js';
export * from './scenarios/index.js';
export type { InProcessChannelOptions } from './transport/channel/channel-options.js';
export { ClockError, type Clock, type ClockMode, type PendingTimer } from './time/clock.js';
export { joinClocks, type JoinClocksOptions, type JoinedClocks, type RunnerTimers } from './time/join-clocks.js';
export { scheduleOf, type ChoosingScheduler } from './time/choosing-scheduler.js';
export { DurationError, type Duration } from './time/duration.js';
export type { Scheduler, TaskScheduler } from './time/scheduler.js';
export {
  ControllerClient,
  type ControllerClientOptions,
} from './client/controller-client.js';
export type {
  BuildRun,
  BuildRunOptions,
  Call,
  CallEvent,
  ControllerRpc,
  RpcStatus,
} from './client/controller-client.js';
export { AddressError } from './client/address-error.js';
export { BuildFailedError } from './client/build-failed-error.js';
export { errorDetails, type ErrorDetails } from './client/error-details.js';
export { RpcError } from './client/rpc-error.js';
export { details, type MadeDetail } from './protocol/details.js';
export type { RevisionName } from './protocol/parse-revision.js';
