import { behaves } from '../../protocol/behaviour.js';
import { none } from '../../protocol/none.js';
import type { InvokeConfig } from '../../protocol/messages.js';
import type { Revision } from '../../protocol/revision.js';
import type { ImageScript } from '../../scenarios/model/build-script.js';
import type { LeftBehind } from '../builds/build-result.js';
import type { Server } from '../server.js';
import { builtIn } from '../../programs/built-in.js';
import type { Program } from '../../programs/program.js';
import { noSuchProgram } from '../../programs/start-failure.js';
import { scripted } from '../../programs/scripted.js';
import { wording } from '../wording.js';
import { commandLine } from './command.js';
import { Container } from './container.js';
import { Process } from './process.js';
import { killedCode, type ProcessEnd } from './process-end.js';
import { surroundingsOf, type Surroundings } from './surroundings.js';
import { withUser } from '../../programs/user.js';

/** The processes of one build's result (docs/real-controller.md §6). */
export class ProcessManager {
  readonly #server: Server;
  readonly #ref: string;
  /** Made when needed, because most builds start no process. */
  #processes: Map<string, Process> | undefined;
  #container: Container | undefined;

  constructor(server: Server, ref: string) {
    this.#server = server;
    this.#ref = ref;
  }

  get all(): readonly Process[] {
    return this.#processes === undefined ? none : [...this.#processes.values()];
  }

  get(id: string): Process | undefined {
    return this.#processes?.get(id);
  }

  /**
   * Gives the container for a new process, making one where the old one cannot be used or the client wants a rollback.
   */
  container(config: InvokeConfig, result: LeftBehind): Container | { readonly refused: string } {
    if (this.#container !== undefined && !this.#container.unavailable && !config.rollback) return this.#container;
    this.killAll();
    const obstacle = obstacleToContainer(config, result, this.#server.revision);
    if (obstacle !== undefined) return { refused: wording.invoke.container(obstacle) };
    this.#container = new Container(this.#server.has('poisoned-container'));
    return this.#container;
  }

  start(id: string, config: InvokeConfig, result: LeftBehind, container: Container): Process {
    const argv = commandLine(config, result, this.#server.revision);
    const { program, image } = this.#program(argv, config, result.image);
    const { revision } = this.#server;
    const surroundings = (): Surroundings => surroundingsOf(config, image, { argv, revision });
    const process = new Process(this.#server, { id, config, container, surroundings });
    this.#processes ??= new Map();
    this.#processes.set(id, process);
    void process.ended.then((end) => this.#forget(process, container, end));
    process.start(program);
    this.#server.journal.note(`process ${JSON.stringify(id)} starts: ${argv.join(' ')}`, this.#ref);
    return process;
  }

  kill(process: Process): void {
    this.#processes?.delete(process.id);
    process.kill();
  }

  /** Ends all processes as the death of their container ends them. */
  crashAll(): void {
    for (const process of this.all) {
      this.#processes?.delete(process.id);
      process.crash([killedCode]);
    }
  }

  killAll(): void {
    for (const process of this.all) this.kill(process);
  }

  #program(argv: readonly string[], config: InvokeConfig, image: ImageScript): InImage {
    const [path] = argv;
    // Without a command there is no program to look for; this one is never run.
    if (path === undefined) return { program: builtInAt(''), image };
    const { entrypoint, cmd, env, tty, user, cwd } = config;
    const choice = this.#server.scripts.program({ argv, entrypoint, cmd, env, tty, user, cwd });
    if (choice.kind !== 'script') return { program: builtInAt(path), image };
    const { script, place } = choice;
    return { program: scripted(script, place), image: script.when?.user === undefined ? image : withUser(image, user) };
  }

  #forget(process: Process, container: Container, end: ProcessEnd): void {
    if (this.#processes?.get(process.id) === process) this.#processes.delete(process.id);
    container.leave(process, end);
  }
}

interface InImage {
  readonly program: Program;
  readonly image: ImageScript;
}

function builtInAt(path: string): Program {
  return builtIn(path) ?? (() => Promise.reject(noSuchProgram(path)));
}

function obstacleToContainer(config: InvokeConfig, result: LeftBehind, revision: Revision): string | undefined {
  const { initialOfSuccess, noReference } = wording.invoke;
  if (result.containerFails !== undefined) return result.containerFails;
  if (config.initial && result.state === 'succeeded') return initialOfSuccess;
  return behaves(revision, 'severalPlatformsLeaveNoReference') && result.platforms > 1 ? noReference : undefined;
}
