import { checkArgument, checkOptions } from '../../options/check.js';
import { flag, rule, text, type OptionRules } from '../../options/rules.js';
import type { ImportedBuilds } from './imported-builds.js';

export type { ImportedBuilds } from './imported-builds.js';

/**
 * How {@link importBuild} writes what it reads.
 *
 * @since 0.1.0
 */
export interface ImportOptions {
  /**
   * Each message as it was, with all its digests and times, in `recorded`; otherwise a graph in whole milliseconds, which
   * is short and can be changed. Default false.
   */
  readonly exact?: boolean;
  /** Names the builds in messages to people. Default: what an archive calls them. */
  readonly name?: string;
}

const rules: OptionRules<ImportOptions> = { exact: flag, name: text };
const toldSource = rule('a text or bytes', (value) => typeof value === 'string' || value instanceof Uint8Array);

/**
 * A scenario that plays a real build again, made of what that told: the output of `--progress rawjson` of any version,
 * among whatever else was printed, or of `buildx history logs --progress rawjson`; the bytes of a `.dockerbuild` file; or
 * a log of `--progress plain`, whose order and times are guessed. An excerpt of the Dockerfile behind the progress tells
 * where the build failed.
 *
 * @throws ImportError with the place of what cannot be read, and what to do about it
 * @example
 * const { scenario } = await importBuild(await readFile('build.rawjson'));
 * await using fake = await FakeBuildKit.start({ scenario });
 * @since 0.1.0
 */
export async function importBuild(source: string | Uint8Array, options: ImportOptions = {}): Promise<ImportedBuilds> {
  checkArgument('importBuild', 'source', source, toldSource);
  checkOptions('importBuild', options, rules);
  // Readers of all that builds print: few programs that import the package need them.
  const { readBuilds } = await import('./read-builds.js');
  return readBuilds(source, options.exact ?? false, options.name);
}
