import { checkArgument, checkOptions } from '../options/check.js';
import { rule, text, texts, whole, type OptionRules } from '../options/rules.js';
import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { constants } from 'node:os';
import { promisify, stripVTControlCharacters } from 'node:util';
import { shellQuote } from '../words/shell-quote.js';
import type { Ended } from './children.js';
import { TerminalError } from './terminal-error.js';

/**
 * How {@link Buildx.terminal} and {@link Terminal.open} run a program; every part has a default.
 *
 * @since 0.1.0
 */
export interface TerminalOptions {
  /** The program's directory. Default: this process's. */
  readonly cwd?: string;
  /**
   * Variables besides {@link Buildx.env}, or with {@link Terminal.open} besides those of this process, or in place of some.
   * Default: `TERM=xterm`.
   */
  readonly env?: Readonly<Record<string, string>>;
  /** Height in lines. Default 24. */
  readonly rows?: number;
  /** Width in characters. Default 80. */
  readonly columns?: number;
}

/** A terminal's height and width. */
const size = whole(1, 65_535);

/** What the options may be. */
export const terminalRules: OptionRules<TerminalOptions> = { cwd: text, env: texts, rows: size, columns: size };

const aCommand = rule(
  'a program and its arguments, as a list of texts',
  (value) => Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'string'),
);

/** Holds something of a run when it has ended. */
type Watch = (run: () => Promise<Ended>) => Promise<Ended>;

/** What the first line tells of the terminal, before the program starts. */
const greeting = /^(\/dev\/\S+)\r?\n/;

/**
 * A program at a pseudo-terminal: a keyboard, and what it has shown. The terminal is made by `script` of util-linux,
 * which Linux machines have (Debian's package `bsdutils`).
 *
 * @since 0.1.0
 */
export class Terminal implements AsyncDisposable {
  /**
   * The program's exit code; 128 and the signal's number when a signal ended it, as in a shell. Rejects
   * with TerminalError when `script` cannot be started, with ControllerDoorError as {@link Buildx.run} does.
   */
  readonly ended: Promise<number>;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #listeners = new Set<() => void>();
  #output = '';
  #seenTo = 0;
  #over = false;

  private constructor(child: ChildProcessWithoutNullStreams, watched: Watch) {
    this.#child = child;
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => this.#show(text));
    child.stderr.resume();
    // Whoever types after the end types into nothing.
    child.stdin.on('error', () => {});
    const ended = new Promise<number>((resolve, reject) => {
      child.once('error', ({ message }) =>
        reject(new TerminalError(`script of util-linux cannot be started: ${message}`)),
      );
      child.once('close', (code, by) => resolve(code ?? 128 + constants.signals[by ?? 'SIGKILL']));
    });
    this.ended = watched(async () => ({ exitCode: await ended, stdout: '', stderr: this.output })).then(
      ({ exitCode }) => exitCode,
    );
    const end = (): void => {
      this.#over = true;
      for (const look of [...this.#listeners]) look();
    };
    // Nobody has to look at how it ended.
    this.ended.then(end, end);
  }

  /**
   * Starts a command of yours at a new terminal, such as a program that starts `docker buildx` or speaks to a fake by itself.
   *
   * @example
   * await using terminal = Terminal.open([process.execPath, 'my-debugger.js', await fake.listen('unix')]);
   * await terminal.shows('/ # ');
   * terminal.write('exit 3\r');
   * assert.equal(await terminal.ended, 3);
   * @param command - The program, by its path or by its name on `PATH`, and its arguments.
   * @throws ArgumentError when the arguments are wrong, such as an empty command
   */
  static open(command: readonly string[], options: TerminalOptions = {}): Terminal {
    checkArgument('Terminal.open', 'command', command, aCommand);
    checkOptions('Terminal.open', options, terminalRules);
    const env = { ...presentIn(process.env), TERM: 'xterm', ...options.env };
    return Terminal.start(command, { ...options, env }, (run) => run());
  }

  /**
   * Starts a command with nothing but these variables; what calls it has checked the options.
   * @internal
   */
  static start(
    command: readonly string[],
    { cwd, env, rows = 24, columns = 80 }: TerminalOptions & { readonly env: Readonly<Record<string, string>> },
    watched: Watch,
  ): Terminal {
    // The first line says which terminal it is, for `resize`.
    const inside = `tty; stty rows ${rows} cols ${columns}; exec ${command.map(shellQuote).join(' ')}`;
    const child = spawn('script', ['--quiet', '--return', '--flush', '--command', inside, '/dev/null'], {
      env: { TERM: 'xterm', ...env, SHELL: '/bin/sh' },
      ...(cwd === undefined ? {} : { cwd }),
      stdio: 'pipe',
    });
    return new Terminal(child, watched);
  }

  /** All that was shown so far, as UTF-8, with the escapes that move the cursor and colour. */
  get output(): string {
    return this.#output.replace(greeting, '');
  }

  /** Types: a line ends with `\r`, Ctrl-C is `\x03`, Ctrl-D `\x04`. */
  write(text: string): void {
    this.#child.stdin.write(text);
  }

  /**
   * Resolves when this text has been shown after what was waited for before; colours are passed over.
   * @throws TerminalError when the program ends without
   */
  shows(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const shown = stripVTControlCharacters(this.output);
        const at = shown.indexOf(text, this.#seenTo);
        if (at < 0 && !this.#over) return;
        this.#listeners.delete(look);
        if (at < 0) {
          reject(
            new TerminalError(`the program ended and has not shown ${JSON.stringify(text)}: ${JSON.stringify(shown)}`),
          );
          return;
        }
        this.#seenTo = at + text.length;
        resolve();
      };
      this.#listeners.add(look);
      look();
    });
  }

  /**
   * Gives the terminal another size, of which the program is told by SIGWINCH.
   * @throws TerminalError before the terminal is there, or when the program has ended; ArgumentError for a size that is none
   */
  async resize(rows: number, columns: number): Promise<void> {
    checkArgument('terminal.resize', 'rows', rows, size);
    checkArgument('terminal.resize', 'columns', columns, size);
    const [, device] = greeting.exec(this.#output) ?? [];
    if (device === undefined || this.#over)
      throw new TerminalError(
        'there is no terminal to resize: wait until the program shows something, and resize before it ends',
      );
    await promisify(execFile)('stty', ['-F', device, 'rows', `${rows}`, 'cols', `${columns}`]);
  }

  /** Hangs up, as a terminal does whose window is closed, and waits for the end. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#over) this.#child.kill('SIGTERM');
    await this.ended.catch(() => {});
  }

  #show(text: string): void {
    this.#output += text;
    for (const look of [...this.#listeners]) look();
  }
}

/** Those variables that have a value. */
function presentIn(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
