import type { BuildFixture, Program } from './state.js';

/** A command of one client. */
interface Done {
  readonly client: number;
}

interface OnSession extends Done {
  readonly session: number;
}

/** A command on an open stream, by its number. */
interface OnStream extends Done {
  readonly stream: number;
}

/** A command that opens a stream under this number. */
interface Opening extends OnSession {
  readonly id: number;
}

/** One thing that a client does. Sessions, processes and streams are known by their numbers. */
export type Command =
  | ({ readonly kind: 'info' | 'list' } & Done)
  | ({ readonly kind: 'list-processes' | 'inspect' | 'disconnect' } & OnSession)
  | ({ readonly kind: 'disconnect-process'; readonly process: number } & OnSession)
  /** Does Build and Status, from beginning to end. */
  | ({ readonly kind: 'build'; readonly fixture: BuildFixture } & Opening)
  /** Does Build and Status, until the build waits in its long step or for its stdin. */
  | ({ readonly kind: 'begin-build'; readonly fixture: BuildFixture; readonly status: number } & Opening)
  | ({ readonly kind: 'status' } & Opening)
  /** Opens a Status that its deadline ends. */
  | ({ readonly kind: 'expiring-status' } & Opening)
  | ({ readonly kind: 'input' } & Opening)
  /**
   * Sends the next part of the text: after a message that means nothing, if `after` is one, and together with EOF, if
   * `eof` says so.
   */
  | ({ readonly kind: 'send-input'; readonly after: 'nothing' | 'empty' | 'init'; readonly eof: boolean } & OnStream)
  | ({ readonly kind: 'end-input'; readonly how: 'eof' | 'half-close' } & OnStream)
  | ({
      readonly kind: 'start';
      readonly process: number;
      readonly program: Program;
      /** The code with which the program `exits` does so. */
      readonly code: number;
      readonly rollback: boolean;
    } & Opening)
  /** Attaches to a process, if there is one: with a configuration, which the server then ignores, or without. */
  | ({ readonly kind: 'attach'; readonly process: number; readonly configured: boolean } & Opening)
  /** Types a line, and reads until it comes back. */
  | ({ readonly kind: 'type' } & OnStream)
  | ({ readonly kind: 'close-stdin' } & OnStream)
  /** Sends data after stdin was closed. */
  | ({ readonly kind: 'late-data' } & OnStream)
  | ({ readonly kind: 'misuse'; readonly how: 'init' | 'empty' | 'fd' } & OnStream)
  | ({ readonly kind: 'control'; readonly how: 'resize' | 'signal' } & OnStream)
  | ({ readonly kind: 'half-close' } & OnStream)
  | ({ readonly kind: 'cancel' } & OnStream);

export type CommandKind = Command['kind'];

/** Says in plain words what a command does, for a violation. */
export function describe(command: Command): string {
  switch (command.kind) {
    case 'info':
      return 'Info';
    case 'list':
      return 'List';
    case 'list-processes':
      return `ListProcesses of session ${command.session}`;
    case 'inspect':
      return `Inspect of session ${command.session}`;
    case 'disconnect':
      return `Disconnect of session ${command.session}`;
    case 'disconnect-process':
      return `DisconnectProcess of process ${command.process} of session ${command.session}`;
    case 'build':
      return `Build of session ${command.session} that ${command.fixture}`;
    case 'begin-build':
      return `Build of session ${command.session} that ${command.fixture}, left to run as stream ${command.id}`;
    case 'status':
      return `Status of session ${command.session}, as stream ${command.id}`;
    case 'expiring-status':
      return `Status of session ${command.session} with a deadline`;
    case 'input':
      return `Input of session ${command.session}, as stream ${command.id}`;
    case 'send-input':
      return `data on Input, stream ${command.stream}${command.eof ? ', with EOF' : ''}`;
    case 'end-input':
      return `the end of Input, stream ${command.stream}, by ${command.how}`;
    case 'start': {
      const how = command.rollback ? ' with rollback' : '';
      return `Invoke of ${command.program} as process ${command.process} of session ${command.session}${how}, stream ${command.id}`;
    }
    case 'attach':
      return `Invoke that attaches to process ${command.process} of session ${command.session}, stream ${command.id}`;
    case 'type':
      return `a line typed on Invoke, stream ${command.stream}`;
    case 'close-stdin':
      return `EOF for stdin on Invoke, stream ${command.stream}`;
    case 'late-data':
      return `data after EOF on Invoke, stream ${command.stream}`;
    case 'misuse':
      return `a message that does not belong on Invoke (${command.how}), stream ${command.stream}`;
    case 'control':
      return `${command.how} on Invoke, stream ${command.stream}`;
    case 'half-close':
      return `half-close of Invoke, stream ${command.stream}`;
    case 'cancel':
      return `cancel of stream ${command.stream}`;
    default:
      return command satisfies never;
  }
}
