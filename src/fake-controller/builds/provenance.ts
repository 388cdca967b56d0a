import { behaves } from '../../protocol/behaviour.js';
import type { BuildOptions } from '../../protocol/messages.js';
import type { Revision } from '../../protocol/revision.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';
import { goBool } from '../refusals/go-bool.js';

/** How much of its provenance a reply tells. */
export type ProvenanceMode = 'min' | 'max';

/** What is shown while the provenance of a build that succeeded is looked up. It takes no time, so that clocks may stand. */
export const lookingUpProvenance = [
  { name: 'resolving provenance for metadata file' },
] as const satisfies readonly VertexScript[];

/** Whether the provenance of a build is looked up: some servers do so for a call of a function, too, which has none. */
export function looksUpProvenance(options: BuildOptions, revision: Revision): boolean {
  if (options.callFunc !== undefined && !behaves(revision, 'callsTellBuildRefs')) return false;
  return wantedProvenance(options, revision) !== undefined;
}

/** How much of its provenance a build is told, if anything (docs/real-controller.md §5.3). */
export function provenanceMode(options: BuildOptions, revision: Revision): ProvenanceMode | undefined {
  return options.callFunc === undefined ? wantedProvenance(options, revision) : undefined;
}

function wantedProvenance(options: BuildOptions, revision: Revision): ProvenanceMode | undefined {
  if (behaves(revision, 'provenanceIsAskedFor')) return options.withProvenanceResponse ? 'min' : undefined;
  if (!behaves(revision, 'provenanceIsTold')) return undefined;
  const { provenanceResponseMode: mode } = options;
  if (mode === 'max') return 'max';
  return mode === 'disabled' || goBool(mode) === false ? undefined : 'min';
}

/**
 * The provenance of a build as its reply tells it: JSON in base64. What a builder adds of steps, times and the machine is
 * left out, for a script does not say it.
 */
export function provenanceOf(options: BuildOptions, mode: ProvenanceMode, buildId: string): string {
  const locals = [...localsOf(options)].toSorted().map((name) => ({ name }));
  const told = {
    buildType: 'https://mobyproject.org/buildkit@v1',
    invocation: { configSource: {}, parameters: { locals }, environment: { platform: 'linux/amd64' } },
    ...(mode === 'min'
      ? {}
      : {
          metadata: {
            buildInvocationID: buildId,
            completeness: { parameters: false, environment: true, materials: false },
            reproducible: false,
          },
        }),
  };
  return Buffer.from(JSON.stringify(told)).toString('base64');
}

/** The local sources that a build has. */
function localsOf({ namedContexts }: BuildOptions): ReadonlySet<string> {
  return new Set(['context', 'dockerfile', ...Object.keys(namedContexts)]);
}
