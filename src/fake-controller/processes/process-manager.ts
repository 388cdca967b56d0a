import { behaves } from '../../protocol/behaviour.js';
import { none } from '../../protocol/none.js';
import type { InvokeConfig } from '../../protocol/messages.js';
import type { Revision } from '../../protocol/revision.js';
import type { LeftBehind } from '../../playback/results/build-result.js';
import type { Server } from '../server.js';
import { programOf } from '../../serving/processes/program-of.js';
import { wording } from '../wording.js';
import { commandLine } from './command.js';
import { Container } from '../../serving/processes/container.js';
import { Process } from '../../serving/processes/process.js';
import { killedCode, type ProcessEnd } from '../../serving/processes/process-end.js';
import { surroundingsOf, type Surroundings } from '../../serving/processes/surroundings.js';

/** The processes of one build's result (docs/real-controller.md §6). */
export class ProcessManager {
  readonly #server: Server;
  readonly #ref: string;
  /** Made when needed, because most builds start no process. */
  #processes: Map<string, Process<InvokeConfig>> | undefined;
  #container: Container | undefined;

  constructor(server: Server, ref: string) {
    this.#server = server;
    this.#ref = ref;
  }

  get all(): readonly Process<InvokeConfig>[] {
    return this.#processes === undefined ? none : [...this.#processes.values()];
  }

  get(id: string): Process<InvokeConfig> | undefined {
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

  start(id: string, config: InvokeConfig, result: LeftBehind, container: Container): Process<InvokeConfig> {
    const argv = commandLine(config, result, this.#server.revision);
    const { entrypoint, cmd, env, tty, user, cwd } = config;
    const request = { argv, entrypoint, cmd, env, tty, user, cwd };
    const { program, image } = programOf(this.#server.scripts, request, result.image);
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

  kill(process: Process<InvokeConfig>): void {
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

  #forget(process: Process<InvokeConfig>, container: Container, end: ProcessEnd): void {
    if (this.#processes?.get(process.id) === process) this.#processes.delete(process.id);
    container.leave(process, end);
  }
}

function obstacleToContainer(config: InvokeConfig, result: LeftBehind, revision: Revision): string | undefined {
  const { initialOfSuccess, noReference } = wording.invoke;
  if (result.containerFails !== undefined) return result.containerFails;
  if (config.initial && result.state === 'succeeded') return initialOfSuccess;
  return behaves(revision, 'severalPlatformsLeaveNoReference') && result.platforms > 1 ? noReference : undefined;
}
