import type { Build } from '../builds/build.js';
import type { Life } from '../life.js';
import { ClientDirectories } from './client-directories.js';
import type { FrontendRequest } from './frontend-request.js';
import { type Definition, readDefinition } from './read-definition.js';

/** What the client of a build has, as far as it was asked for. */
export class ClientSide {
  readonly asked: FrontendRequest;
  readonly directories: ClientDirectories;
  #definition: Promise<Definition> | undefined;

  constructor(life: Pick<Life, 'sessions'>, { request, cancellation }: Build, asked: FrontendRequest) {
    this.asked = asked;
    this.directories = new ClientDirectories(life, request.session, asked.attrs, cancellation);
  }

  /** The Dockerfile, which is read once. @throws SessionError, RpcError */
  definition(): Promise<Definition> {
    this.#definition ??= readDefinition(this.directories, this.asked);
    return this.#definition;
  }
}
