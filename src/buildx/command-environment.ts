import { BuildxNotFoundError } from './buildx-not-found-error.js';
import { environmentOfUser } from './clean-environment.js';
import { findBuildx } from './find-buildx.js';
import { PrivateConfiguration } from './private-configuration.js';

/** The environment of a command of the user's: as it was, but that all that build images find one builder. */
export class CommandEnvironment implements AsyncDisposable {
  readonly variables: Readonly<Record<string, string>>;
  readonly #configuration: PrivateConfiguration;

  private constructor(variables: Readonly<Record<string, string>>, configuration: PrivateConfiguration) {
    this.variables = variables;
    this.#configuration = configuration;
  }

  /** @param endpoint where the builder listens, as a fake's `listen` returns it */
  static async create(
    endpoint: string,
    env: Readonly<Record<string, string | undefined>>,
  ): Promise<CommandEnvironment> {
    const configuration = await PrivateConfiguration.create(endpoint, buildxOf(env));
    return new CommandEnvironment({ ...environmentOfUser(env), ...configuration.variables }, configuration);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#configuration[Symbol.asyncDispose]();
  }
}

/** Undefined where there is none: the command may be `buildctl`. */
function buildxOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  try {
    return findBuildx({ env });
  } catch (error) {
    if (error instanceof BuildxNotFoundError) return undefined;
    throw error;
  }
}
