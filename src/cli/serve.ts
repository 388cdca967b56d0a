import { type Command, Option } from 'commander';
import { FakeController } from '../fake-controller/fake-controller.js';
import type { FakeControllerOptions } from '../fake-controller/options.js';
import { defaultRevision, parseRevision, revisions } from '../protocol/revision.js';
import { loadScenario } from '../scenarios/format/load-scenario.js';
import { keepAlive } from '../time/keep-alive.js';
import { Interruption } from './interruption.js';
import type { Io } from './io.js';
import { JournalFile } from './journal-file.js';
import { quirks, wholeNumber } from './option-values.js';

interface Options {
  readonly listen: string;
  readonly revision: string;
  readonly quirks: 'all' | 'none' | readonly string[];
  readonly clock: 'real' | 'auto';
  readonly seed: number;
  readonly journal?: string;
}

const examples = `
Examples:
  buildx-testkit serve
      builds that succeed, on a socket in a directory of its own
  buildx-testkit serve slow-build.yaml --listen tcp://127.0.0.1:0 --clock auto
      what the file says, on a free port, without waiting
  buildx-testkit serve --listen unix:///tmp/x.sock --revision 0.12 --quirks none --journal calls.jsonl
      as a good server, and every message written down

Prints "listening on ADDR" when it is ready. SIGINT and SIGTERM stop it.
`;

/** The verb `serve`. */
export function addServe(program: Command, io: Io): void {
  program
    .command('serve [FILE]')
    .summary('run the fake, for clients in any language')
    .description('Runs the fake for clients in any language. FILE is a scenario; without it any build succeeds.')
    .option('--listen <ADDR>', 'unix:///path, tcp://host:port or host:port; unix makes a socket of its own', 'unix')
    .option('--revision <R>', `the protocol: ${revisions.join(', ')}`, defaultRevision)
    .option('--quirks <QUIRKS>', "the real server's defects: all, none, or names with commas", quirks, 'all')
    .addOption(
      new Option('--clock <CLOCK>', 'real, or auto: time jumps ahead when nothing else happens')
        .choices(['real', 'auto'])
        .default('real'),
    )
    .option('--seed <N>', 'what all chance follows from', wholeNumber(0), 0)
    .option('--journal <FILE>', 'write every message to FILE, a JSON object a line')
    .addHelpText('after', examples)
    .action(async (file: string | undefined, options: Options) => serve(file, options, io));
}

async function serve(file: string | undefined, options: Options, io: Io): Promise<void> {
  const revision = parseRevision(options.revision);
  const scenario = file === undefined ? undefined : await loadScenario(file);
  const journal = options.journal === undefined ? undefined : await JournalFile.open(options.journal);
  const interruption = new Interruption();
  const fake = await FakeController.start({
    revision,
    clock: options.clock,
    seed: options.seed,
    // The fake checks the names.
    quirks: options.quirks as NonNullable<FakeControllerOptions['quirks']>,
    ...(scenario === undefined ? {} : { scenario }),
  });
  try {
    fake.journal.onEntry((entry) => {
      journal?.add(entry);
      // It is kept nowhere else: this process may run for long.
      fake.journal.clear();
    });
    const address = await fake.listen(options.listen);
    fake.onDeath(
      (reason) => void io.err.write(`the server died (${reason}), and listens again on ${address} in 100 ms\n`),
    );
    io.out.write(`listening on ${address}\n`);
    await keepAlive(() => interruption.happened);
  } finally {
    interruption.ignore();
    await fake.stop();
    await journal?.close();
  }
}
