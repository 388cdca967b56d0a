import type { StringMap } from '../../protocol/messages.js';
import type { BuildErrorScript, BuildMatch, BuildScript, ImageScript, LogLimits } from '../model/build-script.js';
import type { RegistryScript } from '../model/registry-script.js';
import type { VertexScript } from '../model/vertex-script.js';
import { toData } from '../to-data.js';
import { DockerfileBuilder } from './dockerfile.js';
import type { Written } from '../written.js';
import { withPlainDetails } from './plain-details.js';

/**
 * Makes a {@link BuildScript}. Every call gives a new builder and leaves the one that it was made on as it was.
 *
 * @since 0.1.0
 */
export class BuildBuilder {
  /** The data that has been made so far. */
  readonly script: BuildScript;

  constructor(script: BuildScript) {
    this.script = script;
  }

  /** Names the script in messages to people. */
  named(name: string): BuildBuilder {
    return this.#with({ name });
  }

  /** Answers only builds with these options; a later call adds to what an earlier one asks for. */
  when(match: Written<BuildMatch>): BuildBuilder {
    return this.#with({ when: { ...this.script.when, ...toData<BuildMatch>(match) } });
  }

  /** Makes the script used up by its first build. */
  once(): BuildBuilder {
    return this.#with({ once: true });
  }

  /**
   * Lets texts hold what a build asks for: `{{buildArgs.WORD}}` or `{{tags[0]}}` is what its options have there, or
   * nothing.
   */
  template(): BuildBuilder {
    return this.#with({ template: true });
  }

  /** Adds to the graph, which is a small plausible one while nothing is added; adding none makes an empty one. */
  add(...vertices: readonly Written<VertexScript>[]): BuildBuilder {
    return this.#with({ vertices: [...(this.script.vertices ?? []), ...toData<readonly VertexScript[]>(vertices)] });
  }

  /**
   * Plays the steps of the Dockerfile that the client sends, as only a fake BuildKit can; `step` says what becomes of
   * some. What is about the whole build is said before.
   *
   * @example build().when({ target: 'test' }).fromDockerfile().step(/npm test/).logs('1 failing\n').exits(1)
   */
  fromDockerfile(): DockerfileBuilder {
    return new DockerfileBuilder({ ...this.script, dockerfile: this.script.dockerfile ?? {} });
  }

  /**
   * Says what a registry wants of a build that pushes to it; only a fake BuildKit does.
   * @param host as names of images have it, such as `docker.io`
   * @example build().registry('registry.example', { login: 'token', realm: 'http://127.0.0.1:5000/token' })
   */
  registry(host: string, script: RegistryScript): BuildBuilder {
    return this.#with({ registries: { ...this.script.registries, [host]: script } });
  }

  /** Adds to the `ExporterResponse` of a build that succeeds. */
  replies(reply: StringMap): BuildBuilder {
    return this.#with({ reply: { ...this.script.reply, ...reply } });
  }

  /** Fails when its vertices are done. A vertex that fails makes the build fail without this. */
  fails(message: string, options: Omit<BuildErrorScript, 'message'> = {}): BuildBuilder {
    return this.#with({ error: { message, ...withPlainDetails(options) } });
  }

  /** Sets how much of each stream of each step is shown; -1 is all. Default: as much as BuildKit shows. */
  logLimits(limits: LogLimits): BuildBuilder {
    return this.#with({ logLimits: limits });
  }

  /**
   * Lets no container be made of the build's result: every Invoke fails with `failed to create container` and this
   * text.
   */
  containerFails(text: string): BuildBuilder {
    return this.#with({ container: { fails: text } });
  }

  /**
   * Sets what processes find in the build's result where their client leaves it to the image. Default: `cmd:
   * ['/bin/sh']`.
   */
  image(image: ImageScript): BuildBuilder {
    return this.#with({ image });
  }

  /** The data, for whatever takes builders: {@link script}. */
  toJSON(): BuildScript {
    return this.script;
  }

  #with(change: Partial<BuildScript>): BuildBuilder {
    return new BuildBuilder({ ...this.script, ...change });
  }
}

/**
 * How a build goes. As it is, it answers every build, with success.
 * @example build().when({ target: 'test' }).add(vertex('[2/2] RUN make test').exits(1))
 * @since 0.1.0
 */
export function build(): BuildBuilder {
  return new BuildBuilder({});
}
