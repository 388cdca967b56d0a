import type { gateway } from '../../protocol/buildkit/messages.js';
import type { Init } from '../../protocol/messages.js';
import { statusCodes } from '../../protocol/status-code.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import type { ProgramEvent } from '../../programs/program.js';
import { Attachment, type AttachmentEnd } from '../../serving/processes/attachment.js';
import { Process } from '../../serving/processes/process.js';
import { killedCode } from '../../serving/processes/process-end.js';
import { programOf } from '../../serving/processes/program-of.js';
import { surroundingsOf } from '../../serving/processes/surroundings.js';
import type { Life } from '../life.js';
import type { Running } from './running.js';

/** Where a process tells its client of itself. */
interface Line {
  /** The client's name for it. */
  readonly id: string;
  send(message: Init<gateway.ExecMessage>): Promise<boolean>;
}

/** A process of a container, told in messages of ExecProcess. */
export class ExecutedProcess {
  /** Resolves when the client has been told everything. */
  readonly told: Promise<void>;
  readonly #process: Process;
  readonly #line: Line;

  private constructor(process: Process, line: Line, fds: readonly number[]) {
    this.#process = process;
    this.#line = line;
    this.told = this.#tell(fds);
  }

  /** @throws RpcFailure when no script knows the program */
  static start(life: Life, running: Running, { meta, tty, fds }: gateway.InitMessage, line: Line): ExecutedProcess {
    const { args = [], env = [], user = '', cwd = '' } = meta ?? {};
    const { result, container } = running;
    const given = result.state === 'unusable' ? {} : result.image;
    const request = { argv: args, entrypoint: [], cmd: args, env, tty, user, cwd };
    const { program, image } = programOf(life.scripts, request, given);
    const config = { env, tty, user, noUser: user === '', cwd, noCwd: cwd === '' };
    const process = new Process(life, {
      id: line.id,
      config,
      container,
      surroundings: () => surroundingsOf(config, image, { argv: args, revision: '0.12' }),
    });
    running.add(process);
    const executed = new ExecutedProcess(process, line, fds);
    process.start(program);
    life.journal.note(`process ${JSON.stringify(line.id)} starts: ${args.join(' ')}`);
    return executed;
  }

  /** Resolves when the process has room for what it was sent. */
  async read({ data, eof }: gateway.FdMessage): Promise<void> {
    if (data.length > 0) await this.#process.writeStdin(data);
    if (eof) this.#process.endStdin();
  }

  deliver(event: ProgramEvent): void {
    this.#process.deliver(event);
  }

  kill(): void {
    this.#process.kill();
  }

  async #tell(fds: readonly number[]): Promise<void> {
    const attachment = new Attachment((fd, data) => this.#send('file', { fd, data }));
    this.#process.attach(attachment);
    await this.#send('started', {});
    const end = await attachment.ended;
    for (const fd of [1, 2]) if (fds.includes(fd)) await this.#send('file', { fd, eof: true });
    await this.#send('exit', exitOf(end));
    await this.#send('done', {});
  }

  #send(kind: 'started' | 'file' | 'exit' | 'done', value: object): Promise<boolean> {
    return this.#line.send({ processId: this.#line.id, input: { kind, value } });
  }
}

/** What BuildKit gives a process that it could not run. */
const unknownExit = 255;

function exitOf(end: AttachmentEnd): Init<gateway.ExitMessage> {
  switch (end.kind) {
    case 'exited':
      return exitWith(end.codes[0]);
    case 'refused':
      return failed(unknownExit, new RpcFailure(end.message));
    case 'unexpected-stdin':
      return failed(unknownExit, new RpcFailure(end.message, 'FAILED_PRECONDITION'));
    case 'killed':
    case 'crashed':
    case 'taken-over':
    case 'detached':
      return exitWith(killedCode);
    default:
      return end satisfies never;
  }
}

function exitWith(code: number): Init<gateway.ExitMessage> {
  return code === 0 ? { code } : failed(code, new RpcFailure(`exit code: ${code}`));
}

function failed(code: number, { code: name, message }: RpcFailure): Init<gateway.ExitMessage> {
  return { code, error: { code: statusCodes[name], message } };
}
