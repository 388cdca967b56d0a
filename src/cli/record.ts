import { existsSync } from 'node:fs';
import { open, readFile, unlink } from 'node:fs/promises';
import type { Command } from 'commander';
import { fileProblem } from '../conformance/files/file-problem.js';
import { addressTarget } from '../conformance/targets/address.js';
import { Listener } from '../transport/listening/listener.js';
import { parseRevision } from '../protocol/parse-revision.js';
import { type Revision, revisions } from '../protocol/revision.js';
import { gapsOf } from '../recorder/gaps-of.js';
import type { CallEntry, JournalEntry } from '../journal/entry.js';
import { JournalError } from '../journal/journal-error.js';
import { readLines } from '../journal/read-entries.js';
import { printRecording } from '../recorder/print-recording.js';
import { Recorder } from '../recorder/recorder.js';
import type { Recording } from '../recorder/recording.js';
import { scenarioOf } from '../recorder/scenario-of.js';
import { keepAlive } from '../time/keep-alive.js';
import { Http2Relay } from '../transport/http2-relay.js';
import { CallLog } from './call-log.js';
import { recordBuildKit } from './record-buildkit.js';
import { exposureOf } from './exposure.js';
import { Interruption } from './interruption.js';
import type { Io } from './io.js';
import { NotAllRecordedError } from './not-all-recorded-error.js';
import { wholeNumber } from './option-values.js';
import { saveRecording } from './saved-recording.js';
import { UsageError } from './usage-error.js';

interface Options {
  readonly out: string;
  readonly upstream?: string;
  readonly listen: string;
  readonly revision?: string;
  readonly calls?: number;
  readonly fromJournal?: string;
  readonly buildkit?: boolean;
}

const examples = `
Examples:
  buildx-testkit record --upstream unix:///run/buildx.sock --listen unix:///tmp/x.sock --out session.yaml
      what clients of /tmp/x.sock and the controller say to each other, until Ctrl-C
  buildx-testkit record --from-journal calls.jsonl --revision 2023-04 --out session.yaml
      the same from a journal that serve has written
  buildx-testkit serve session.yaml
      plays it again
  buildx-testkit record --buildkit --upstream unix:///run/buildkit/buildkitd.sock --listen unix:///tmp/b.sock --out builds.yaml
      builds of clients of /tmp/b.sock, which serve --buildkit and exec play again

Prints "listening on ADDR" when it is ready, and on stderr each call that has ended. SIGINT, SIGTERM or the last of --calls
end it; then it writes FILE. What could not be read is told, in FILE too, and ends it with 4.
`;

/** Adds the verb `record`. */
export function addRecord(program: Command, io: Io): void {
  program
    .command('record')
    .summary('write a scenario of what a client and a controller say to each other')
    .description('Stands between clients and a controller, and writes a scenario that plays the same session again.')
    .requiredOption('--out <FILE>', 'the scenario, in YAML')
    .option('--upstream <ADDR>', 'the controller: unix:///path, tcp://host:port or host:port')
    .option('--listen <ADDR>', 'where clients come; unix makes a socket of its own', 'unix')
    .option(
      '--revision <R>',
      `the protocol: ${revisions.join(', ')}; told from Info by default, and needed with --from-journal`,
    )
    .option('--calls <N>', 'end when so many calls have ended', wholeNumber(1))
    .option('--from-journal <FILE>', 'make the scenario from a journal instead')
    .option('--buildkit', 'upstream is a BuildKit, and what is written are the builds that pass; --calls counts builds')
    .addHelpText('after', examples)
    .action(async (options: Options) => record(options, io));
}

async function record(options: Options, io: Io): Promise<void> {
  const { fromJournal, upstream, out } = options;
  if (!/\.ya?ml$/i.test(out)) throw new UsageError(`--out ${out}: name the file .yaml or .yml`);
  if ((fromJournal === undefined) === (upstream === undefined))
    throw new UsageError('give either --upstream ADDR or --from-journal FILE');
  if (options.buildkit === true && (fromJournal !== undefined || options.revision !== undefined))
    throw new UsageError('--buildkit has no place beside --from-journal and --revision');
  await checkWritable(out);
  if (options.buildkit === true) return recordBuildKit({ ...options, upstream: upstream ?? '' }, io);
  if (fromJournal !== undefined) return save(await recordingIn(fromJournal, options.revision), options, io);
  const forced = options.revision === undefined ? {} : { revision: parseRevision(options.revision) };
  const { revision } = await addressTarget(upstream ?? '', forced);
  // Heard until all is written: what was recorded cannot be had again.
  const interruption = new Interruption();
  try {
    await save(await watch(upstream ?? '', revision, options, interruption, io), options, io);
  } finally {
    interruption.ignore();
  }
}

async function save(recording: Recording, { out, fromJournal }: Options, io: Io): Promise<void> {
  const scenario = scenarioOf(recording);
  const source = fromJournal === undefined ? 'a controller' : 'a journal';
  const gaps = gapsOf(recording);
  const comment = [`Recorded from ${source} by buildx-testkit record.`, ...gaps.map((gap) => `Not recorded: ${gap}`)];
  await saveRecording(out, printRecording(scenario, comment.join('\n')), io);
  const { builds = [], programs = [] } = scenario;
  io.err.write(`wrote ${out}: builds: ${builds.length}, programs: ${programs.length}\n`);
  if (gaps.length > 0) throw new NotAllRecordedError(`not all that passed could be read:\n  ${gaps.join('\n  ')}`);
}

/** Records until it is interrupted, or until as many calls have ended as were wanted. */
async function watch(
  upstream: string,
  revision: Revision,
  options: Options,
  interruption: Interruption,
  io: Io,
): Promise<Recording> {
  let ended = 0;
  let enough = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const calls = new CallLog((line) => io.err.write(`${line}\n`));
  const recorder = new Recorder(revision, {
    gone: () => {
      if (++ended === options.calls) enough();
    },
    onEntry: (entry) => calls.add(logged(entry)),
  });
  const listener = await Listener.open(
    options.listen,
    () => new Http2Relay(upstream, (path) => recorder.witness(path)),
  );
  const exposure = exposureOf(listener.target);
  if (exposure !== undefined) io.err.write(`${exposure}\n`);
  io.out.write(`listening on ${listener.target}\n`);
  await keepAlive(() => Promise.race([interruption.happened, done]));
  const { recording, strangers } = recorder;
  listener.close();
  for (const path of strangers) {
    io.err.write(
      `calls of ${JSON.stringify(path)} passed and are not recorded: revision ${revision} has no such method\n`,
    );
  }
  return { ...recording, entries: [...recording.entries] };
}

/** With the session of the entry's own message: calls are told of as they end. */
function logged(entry: CallEntry): JournalEntry {
  const ref = entry.kind === 'request' ? (entry.message as { readonly ref?: string }).ref : undefined;
  return ref === undefined ? entry : { ...entry, ref };
}

/** Finds out, before anything is recorded, whether the file can be written; it leaves nothing there. */
async function checkWritable(path: string): Promise<void> {
  const isNew = !existsSync(path);
  try {
    await (await open(path, 'a')).close();
    if (isNew) await unlink(path);
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${fileProblem(error)}`);
  }
}

/** @throws UsageError that names the file and the line that is none of a journal's */
async function recordingIn(path: string, revision: string | undefined): Promise<Recording> {
  if (revision === undefined)
    throw new UsageError(`a journal does not tell its protocol: pass --revision (${revisions.join(', ')})`);
  const spoken = parseRevision(revision);
  const text = await readJournal(path);
  try {
    return { entries: readLines(text, spoken) };
  } catch (error) {
    if (error instanceof JournalError) throw new UsageError(`${path}: ${error.message}`);
    throw error;
  }
}

async function readJournal(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read the journal ${path}: ${fileProblem(error)}`);
  }
}
