import * as fc from 'fast-check';
import type { BuildScript } from '../scenarios/model/build-script.js';
import type { VertexScript } from '../scenarios/model/vertex-script.js';
import { checkOptions } from '../options/check.js';
import { oneOf, type OptionRules, whole } from '../options/rules.js';
import { anyRun } from './any-run.js';

/**
 * Which builds {@link anyBuild} generates.
 *
 * @since 0.1.0
 */
export interface AnyBuildOptions {
  /** How they end. Default `'any'`. */
  readonly outcome?: 'any' | 'succeeds' | 'fails';
  /** How many vertices they have at most, 1 or more. Default 5. */
  readonly vertices?: number;
}

/** What the options may be. */
export const anyBuildRules: OptionRules<AnyBuildOptions> = {
  outcome: oneOf(['any', 'succeeds', 'fails'], { success: 'succeeds', failure: 'fails' }),
  vertices: whole(1),
};

const usualVertices = 5;

/** A vertex before it has a name; `after` counts back to those it waits for. */
interface Sketch {
  readonly content: Omit<VertexScript, 'name'>;
  readonly after: readonly number[] | undefined;
}

/**
 * Generates builds that a BuildKit could run: any graph, with vertices that are cached or take their time, logs that
 * come in pieces and may split characters, progress, warnings, and steps that fail. They are plain data, and shrink to
 * few vertices that do nothing.
 *
 * @example
 * await fc.assert(fc.asyncProperty(anyBuild(), async (script) => {
 *   await using fake = await FakeController.start({ scenario: { builds: [script] } });
 *   await myClient(fake.channel).build('.');
 * }));
 * @throws ArgumentError when the options are wrong
 * @since 0.1.0
 */
export function anyBuild(options: AnyBuildOptions = {}): fc.Arbitrary<BuildScript> {
  checkOptions('anyBuild', options, anyBuildRules);
  const { outcome = 'any', vertices: most = usualVertices } = options;
  const sketches = fc.array(sketch(outcome !== 'succeeds'), { minLength: 1, maxLength: most });
  const graph = outcome === 'fails' ? fc.tuple(sketches, failure).map(withFailure) : sketches;
  return graph.map((list) => ({ vertices: list.map((one, i) => named(one, i, list.length)) }));
}

const failure = fc.record({
  at: fc.nat(),
  error: fc
    .integer({ min: 1, max: 255 })
    .map((code) => `process "/bin/sh -c make" did not complete successfully: exit code: ${code}`),
});

function sketch(mayFail: boolean): fc.Arbitrary<Sketch> {
  const runs = anyRun();
  const content = fc.oneof(
    { weight: 3, arbitrary: runs },
    { weight: 1, arbitrary: fc.constant({ cached: true }) },
    ...(mayFail
      ? [{ weight: 1, arbitrary: fc.tuple(runs, failure).map(([run, { error }]) => ({ ...run, error })) }]
      : []),
  );
  return fc.record({ content, after: fc.option(fc.array(fc.nat(9), { maxLength: 3 }), { nil: undefined }) });
}

/** Makes one of the vertices fail. */
function withFailure([list, { at, error }]: [Sketch[], { readonly at: number; readonly error: string }]): Sketch[] {
  return list.map((one, i) => {
    if (i !== at % list.length) return one;
    const { cached: _, ...content } = one.content;
    return { ...one, content: { ...content, error } };
  });
}

function named({ content, after }: Sketch, i: number, count: number): VertexScript {
  const name = nameOf(i, count);
  if (after === undefined) return { name, ...content };
  const inputs = i === 0 ? [] : [...new Set(after.map((back) => nameOf(back % i, count)))];
  return { name, inputs, ...content };
}

function nameOf(i: number, count: number): string {
  return `[${i + 1}/${count}] RUN step ${i + 1}`;
}
