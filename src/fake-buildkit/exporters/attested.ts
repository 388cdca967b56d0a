import type { Predicate } from '../../image/attestation.js';
import type { StringMap } from '../../protocol/messages.js';
import type { Build } from '../builds/build.js';
import type { RequestedExporter } from './requested-exporters.js';

/**
 * What an exporter says of an image of one platform: its provenance and its bill of materials, where the build asks for
 * them. What is asked for with `inline-only`, as clients do by default, goes with the exporter `image` alone.
 * @param times when the build began and ended, in ISO 8601
 */
export function attested(
  { ref, request }: Build,
  { type }: RequestedExporter,
  platform: string,
  times: { readonly began: string; readonly ended: string },
): readonly Predicate[] {
  const wanted = (kind: string): StringMap | undefined => {
    const text = request.frontendAttrs[`attest:${kind}`];
    if (text === undefined) return undefined;
    const attrs = Object.fromEntries(text.split(',').map((one) => pair(one)));
    if (attrs['disabled'] === 'true') return undefined;
    return attrs['inline-only'] === 'true' && type !== 'image' ? undefined : attrs;
  };
  const provenance = wanted('provenance');
  return [
    ...(wanted('sbom') === undefined ? [] : [billOfMaterials(times.began)]),
    ...(provenance === undefined ? [] : [provenanceOf(ref, request.frontendAttrs, platform, times)]),
  ];
}

/** What a build was told to do, as SLSA has it. */
export function provenanceOf(
  ref: string,
  attrs: StringMap,
  platform: string,
  { began, ended }: { readonly began: string; readonly ended: string },
): Predicate {
  return {
    type: 'https://slsa.dev/provenance/v0.2',
    value: {
      builder: { id: '' },
      buildType: 'https://mobyproject.org/buildkit@v1',
      materials: [],
      invocation: {
        configSource: { entryPoint: attrs['filename'] ?? 'Dockerfile' },
        parameters: { frontend: 'dockerfile.v0', locals: [{ name: 'context' }, { name: 'dockerfile' }] },
        environment: { platform },
      },
      metadata: {
        buildInvocationID: ref,
        buildStartedOn: began,
        buildFinishedOn: ended,
        completeness: { parameters: false, environment: true, materials: false },
        reproducible: false,
      },
    },
  };
}

/** An empty one: a script does not say of which packages an image is made. */
function billOfMaterials(created: string): Predicate {
  return {
    type: 'https://spdx.dev/Document',
    value: {
      spdxVersion: 'SPDX-2.3',
      dataLicense: 'CC0-1.0',
      SPDXID: 'SPDXRef-DOCUMENT',
      name: 'sbom',
      documentNamespace: 'https://buildx-testkit.invalid/sbom',
      creationInfo: { creators: ['Tool: buildx-testkit'], created },
      packages: [],
    },
  };
}

function pair(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
