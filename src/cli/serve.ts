import { type Command, Option } from 'commander';
import { FakeBuildKit } from '../fake-buildkit/fake-buildkit.js';
import { FakeController } from '../fake-controller/fake-controller.js';
import { servedFixtures } from '../conformance/targets/fake-scenario.js';
import type { FakeControllerOptions } from '../fake-controller/options.js';
import { parseRevision } from '../protocol/parse-revision.js';
import { defaultRevision, revisions } from '../protocol/revision.js';
import type { FakeServer } from '../serving/fake-server.js';
import { keepAlive } from '../time/keep-alive.js';
import { unambiguousLine } from '../words/unambiguous.js';
import { CallLog } from './call-log.js';
import { declaredQuirks, declaredRevision } from './declared.js';
import { exposureOf } from './exposure.js';
import { Interruption } from './interruption.js';
import type { Io } from './io.js';
import { JournalFile } from './journal-file.js';
import { quirks, wholeNumber } from './option-values.js';
import { UsageError } from './usage-error.js';
import { ScenarioFiles } from './scenario-files.js';

interface Options {
  readonly listen: string;
  readonly buildkit?: boolean;
  readonly revision?: string;
  readonly quirks?: 'all' | 'none' | readonly string[];
  readonly unsayable: 'error' | 'drop';
  readonly clock: 'real' | 'auto';
  readonly seed: number;
  readonly journal?: string;
  readonly quiet?: boolean;
}

const examples = `
Examples:
  buildx-testkit serve
      builds that succeed, and what the conformance suite asks for, on a socket in a directory of its own
  buildx-testkit serve slow-build.yaml --listen tcp://127.0.0.1:0 --clock auto
      what the file says, on a free port, without waiting
  buildx-testkit serve recorded/interactive-shell
      a session with the real controller, played again
  buildx-testkit serve --listen unix:///tmp/x.sock --revision 0.12 --quirks none --journal calls.jsonl
      as a good server, and every message written down

  buildx-testkit serve --buildkit slow-build.yaml --listen unix:///tmp/bk.sock
      as a BuildKit: docker buildx create --driver remote --name fake unix:///tmp/bk.sock

Prints "listening on ADDR" when it is ready, and then a line on stderr for each call. SIGINT and SIGTERM stop it.
`;

/** Sixteen messages alone could come to a gigabyte. */
const keptMeanwhile = { entries: 16, bytes: 1_048_576 };

/** Adds the verb `serve`. */
export function addServe(program: Command, io: Io): void {
  program
    .command('serve [FILE|NAME...]')
    .summary('run the fake, for clients in any language')
    .description(
      'Runs the fake for clients in any language. FILE is a scenario, which is read again whenever it changes; NAME is ' +
        'one of the catalogue. Of several, the first that matches is played; without any, every build succeeds but those of the conformance suite that must not.',
    )
    .option('--listen <ADDR>', 'unix:///path, tcp://host:port or host:port; unix makes a socket of its own', 'unix')
    .option(
      '--buildkit',
      'be a BuildKit, for docker buildx and buildctl, rather than a controller (default: what NAME is about)',
    )
    .option('--revision <R>', `the protocol: ${revisions.join(', ')} (default: what NAME wants, or ${defaultRevision})`)
    .option(
      '--quirks <QUIRKS>',
      "the real server's defects: all, none, or names with commas (default: all, and what NAME wants)",
      quirks,
    )
    .addOption(
      new Option('--unsayable <WHAT>', 'what no client of the revision can say: an error, or drop: play the rest')
        .choices(['error', 'drop'])
        .default('error'),
    )
    .addOption(
      new Option('--clock <CLOCK>', 'real, or auto: time jumps ahead when nothing else happens')
        .choices(['real', 'auto'])
        .default('real'),
    )
    .option('--seed <N>', 'what all chance follows from', wholeNumber(0), 0)
    .option('--journal <FILE>', 'write every message to FILE, a JSON object a line')
    .option('--quiet', 'no line for each call that has ended')
    .addHelpText('after', examples)
    .action(async (names: readonly string[], options: Options) => serve(names, options, io));
}

async function serve(names: readonly string[], given: Options, io: Io): Promise<void> {
  const files = await ScenarioFiles.read(names);
  const buildkit = given.buildkit === true || files.declared.some(({ server }) => server === 'buildkit');
  const options = { ...given, buildkit };
  checkTogether(options);
  const tell = (line: string): void => void io.err.write(`${unambiguousLine(line)}\n`);
  const journal = options.journal === undefined ? undefined : await JournalFile.open(options.journal, tell);
  const interruption = new Interruption();
  const fake = await startFake(options, files);
  try {
    // Without a scenario it knows what the conformance suite asks for, so that the suite can be run against it.
    const builtIn = buildkit ? [] : [servedFixtures];
    fake.replace(names.length === 0 ? builtIn : files.scenarios);
    const address = await fake.listen(options.listen);
    const calls = new CallLog(options.quiet === true ? () => undefined : tell);
    fake.journal.onEntry((entry) => {
      journal?.add(entry);
      calls.add(entry);
    });
    fake.onDeath((reason, backInMs) => {
      calls.forget();
      const then = backInMs === undefined ? 'does not come back' : `listens again on ${address} in ${backInMs} ms`;
      tell(`the server died (${reason}), and ${then}`);
    });
    files.watch({ take: (scenarios) => fake.replace(scenarios), tell });
    const exposure = exposureOf(address);
    if (exposure !== undefined) tell(exposure);
    io.out.write(`listening on ${address}\n`);
    await keepAlive(() => interruption.happened);
  } finally {
    interruption.ignore();
    files.stop();
    await fake.stop();
    await journal?.close();
  }
}

/** @throws UsageError when an option is given that has no meaning beside another */
function checkTogether({ buildkit, revision, quirks: given }: Options): void {
  if (buildkit !== true || (revision === undefined && given === undefined)) return;
  const option = revision === undefined ? '--quirks' : '--revision';
  throw new UsageError(`${option} is about the controller: leave it out for a BuildKit`);
}

function startFake(options: Options, { declared }: ScenarioFiles): Promise<FakeServer> {
  const { clock, seed } = options;
  // Few entries are kept: they are written to a file or told one by one, and this process may run for long.
  const common = { clock, seed, journal: keptMeanwhile };
  if (options.buildkit === true) return FakeBuildKit.start(common);
  const asked = options.revision === undefined ? undefined : parseRevision(options.revision);
  return FakeController.start({
    ...common,
    unsayable: options.unsayable,
    revision: asked ?? declaredRevision(declared) ?? defaultRevision,
    // The cast is safe, because the fake checks the names.
    quirks: (options.quirks ?? declaredQuirks(declared)) as NonNullable<FakeControllerOptions['quirks']>,
  });
}
