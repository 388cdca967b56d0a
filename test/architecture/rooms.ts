/** A part of src/: a folder, or a file. The longest path that fits a file is its room. */
export interface Room {
  /** Relative to src/. */
  readonly path: string;
  /** What it is for. */
  readonly holds: string;
  /** The rooms that it may import, all of which come before it. */
  readonly knows: readonly string[];
}

const room = (path: string, holds: string, knows: readonly string[] = []): Room => ({ path, holds, knows });

/** All of src/, from what knows nothing to what knows everything: no arrow runs back up. */
export const rooms: readonly Room[] = [
  room('words', 'Words of others made safe to show, names that are near to another, texts as Go quotes them.'),
  room('time', 'The clocks (auto, manual, real), the seeded scheduler, chance, cancellation.'),
  room('package', 'Where this package is installed, its version, and packages that are loaded when first needed.'),
  room('protocol', 'Codecs, service definitions, revisions, typed error details: the one canonical shape.'),
  room('client', 'The typed client, and HTTP/2 as a client speaks it.', ['words', 'time', 'package', 'protocol']),
  room('transport', 'The contract of a call; the channel in process; listeners; the relay.', [
    'words',
    'time',
    'package',
    'protocol',
    'client',
  ]),
  room('scenarios', 'Scenarios as data: their model, schema, files, builders, how they match, the catalogue.', [
    'time',
    'package',
    'protocol',
  ]),
  room('journal', 'What happened on calls, in order: kept, filtered, printed, compared with a golden file.', [
    'time',
    'protocol',
  ]),
  room('programs', 'Programs in a container: built-in and scripted ones, their terminal, their user.', [
    'words',
    'time',
    'scenarios',
  ]),
  room('playback', 'What plays a script for whichever service: builds, barriers, faults, recordings, what is left.', [
    'time',
    'protocol',
    'client',
    'transport',
    'scenarios',
    'journal',
  ]),
  room('fake-controller', 'The fake: sessions, handlers, processes, quirks, refusals, wording.', [
    'words',
    'time',
    'protocol',
    'client',
    'transport',
    'scenarios',
    'journal',
    'programs',
    'playback',
  ]),
  // Beside the fake: what it writes, any controller may have said.
  room('recorder', 'Between a client and a server: what passed, and the scenario that plays it again.', [
    'words',
    'time',
    'protocol',
    'client',
    'transport',
    'scenarios',
  ]),
  room(
    'conformance/engine',
    'Examines a service: requirement, run, verdict. It knows no controller, file or terminal.',
    ['words', 'time', 'protocol'],
  ),
  room('conformance/fixtures', 'The builds and programs of known behaviour that a target must have.', ['protocol']),
  room('conformance/trial', 'What a check of a controller is given, and what is undone and looked for after it.', [
    'time',
    'protocol',
    'client',
    'conformance/engine',
    'conformance/fixtures',
  ]),
  room('conformance/model', 'The model of sessions, builds and processes, for whole histories of calls.', [
    'protocol',
    'conformance/fixtures',
  ]),
  room('conformance/arbitraries', 'Generators of input.', ['time', 'protocol', 'conformance/model']),
  // Whoever tests a controller of theirs must be sure that no knowledge of the fake leaks into the verdict.
  room('conformance/requirements', 'The requirements, by topic.', [
    'time',
    'protocol',
    'client',
    'conformance/engine',
    'conformance/fixtures',
    'conformance/trial',
    'conformance/model',
    'conformance/arbitraries',
  ]),
  room('conformance/counterexample', 'A counterexample as text, as a diagram, and as a file that replays it.', [
    'words',
    'protocol',
    'conformance/engine',
  ]),
  room('conformance/report', 'Reports for terminals, files and browsers, and progress.', [
    'words',
    'package',
    'protocol',
    'conformance/engine',
    'conformance/counterexample',
  ]),
  room('conformance/files', 'Files that people write or keep: fixtures, known failures, replays, reports.', [
    'words',
    'protocol',
    'scenarios',
    'conformance/engine',
    'conformance/fixtures',
    'conformance/trial',
    'conformance/counterexample',
  ]),
  room('conformance/merge', 'One report out of those of several shards.', [
    'time',
    'conformance/engine',
    'conformance/requirements',
  ]),
  room('conformance', 'The controller as the engine examines it; running it from code and under mocha.', [
    'words',
    'conformance/engine',
    'conformance/trial',
    'conformance/requirements',
    'conformance/counterexample',
  ]),
  room('conformance/targets', 'What can be examined: the fake, an address, a container.', [
    'time',
    'package',
    'protocol',
    'client',
    'scenarios',
    'playback',
    'fake-controller',
    'conformance/engine',
    'conformance/fixtures',
    'conformance/trial',
  ]),
  // After the verdict.
  room('conformance/reenactment', 'How the fake plays what another controller did.', [
    'time',
    'protocol',
    'client',
    'scenarios',
    'fake-controller',
    'recorder',
    'conformance/engine',
    'conformance/counterexample',
  ]),
  room('conformance/index.ts', 'The way in: what `buildx-testkit/conformance` exports.', [
    'conformance/engine',
    'conformance/fixtures',
    'conformance/trial',
    'conformance/arbitraries',
    'conformance/requirements',
    'conformance/counterexample',
    'conformance/report',
    'conformance/files',
    'conformance/merge',
    'conformance',
    'conformance/targets',
    'conformance/reenactment',
  ]),
  room('mutants', 'Controllers that are broken on purpose, each in one small way that a requirement must notice.', [
    'time',
    'protocol',
    'transport',
    'scenarios',
    'playback',
    'fake-controller',
    'conformance/fixtures',
    'conformance/trial',
    'conformance/targets',
  ]),
  room('cli', 'The command line: a file for each verb.', [
    'words',
    'time',
    'package',
    'protocol',
    'transport',
    'scenarios',
    'journal',
    'fake-controller',
    'recorder',
    'conformance/engine',
    'conformance/fixtures',
    'conformance/trial',
    'conformance/requirements',
    'conformance/report',
    'conformance/files',
    'conformance/merge',
    'conformance',
    'conformance/targets',
    'conformance/reenactment',
    'mutants',
  ]),
  room('index.ts', 'The way in: what `buildx-testkit` exports.', [
    'time',
    'client',
    'transport',
    'scenarios',
    'journal',
    'playback',
    'fake-controller',
    'recorder',
  ]),
];

/** Packages and built-in modules that only some rooms may import. */
export const confined: Readonly<Record<string, readonly string[]>> = {
  testcontainers: ['conformance/targets/container'],
  protobufjs: ['protocol'],
  '@grpc/grpc-js': ['client', 'transport'],
  'node:http2': ['client', 'transport'],
  'node:net': ['client', 'transport', 'conformance/targets', 'cli'],
  'node:child_process': ['conformance/targets', 'cli'],
  commander: ['cli'],
  preact: ['conformance/report'],
  'fast-check': ['conformance'],
};
