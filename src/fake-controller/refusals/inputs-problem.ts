import { behaves } from '../../protocol/behaviour.js';
import type { BuildOptions } from '../../protocol/messages.js';
import { goQuote } from '../../words/go-quote.js';
import { digestProblem } from './digest-problem.js';
import { firstOf } from './first-of.js';
import { hostProblem } from './host-problem.js';
import { outputsOf } from './output.js';
import type { Release } from './release.js';
import { tagProblem } from './tag-problem.js';

/** The first problem for which the controller refuses a build once it has its builder, and before it reads stdin. */
export function inputsProblem(options: BuildOptions, release: Release): string | undefined {
  return (
    outputProblem(options, release) ??
    (options.contextPath === '' ? 'please specify build context (e.g. "." for the current directory)' : undefined) ??
    (options.contextPath === '-' && options.dockerfileName === '-'
      ? "invalid argument: can't use stdin for both build context and dockerfile"
      : undefined)
  );
}

/** The first problem for which it refuses a build once it has read stdin. */
export function inputsProblemAfterStdin(options: BuildOptions, release: Release): string | undefined {
  const contexts = Object.entries(options.namedContexts);
  return (
    firstOf(contexts, ([, path]) => layoutProblem(path)) ??
    networkProblem(options.networkMode) ??
    firstOf(options.extraHosts, (host) => hostProblem(host, release)) ??
    firstOf(contexts, ([name, path]) => targetProblem(name, path))
  );
}

function outputProblem(options: BuildOptions, release: Release): string | undefined {
  const outputs = outputsOf(options);
  if (outputs.length > 1 && !release.from013) return 'multiple outputs currently unsupported';
  const wrongTag = firstOf(options.tags, (tag) => {
    const problem = tagProblem(tag, release);
    return problem === undefined ? undefined : `invalid tag ${goQuote(tag)}: ${problem}`;
  });
  if (wrongTag !== undefined) return wrongTag;
  const nameless = outputs.some(({ type, name, pushed }) => type === 'image' && name === '' && pushed);
  if (options.tags.length === 0 && nameless) return 'tag is needed when pushing to registry';
  return manifestListProblem(options, release, outputs);
}

/** The problem of an output in Docker's own format, which has one platform and no attestations. */
function manifestListProblem(
  { platforms, attests }: BuildOptions,
  { revision }: Release,
  outputs: ReturnType<typeof outputsOf>,
): string | undefined {
  const attested = attests.some(
    ({ type, disabled }, index) => !disabled && attests.findIndex((other) => other.type === type) === index,
  );
  const several = platforms.flatMap((text) => text.split(',')).length > 1;
  if (!attested && !several) return undefined;
  const docker = outputs.filter(({ type }) => type === 'docker');
  if (!behaves(revision, 'manifestListsAreLoaded')) {
    return docker.length === 0 ? undefined : 'docker exporter does not currently support exporting manifest lists';
  }
  // What is loaded is sent as an OCI archive where the engine takes that, so only outputs to files count.
  return docker.some(({ written }) => written)
    ? 'docker exporter does not support exporting manifest lists, use the oci exporter instead'
    : undefined;
}

const layout = 'oci-layout://';

/** The problem of an OCI layout; its digest is looked at before the layout. */
function layoutProblem(path: string): string | undefined {
  const at = path.startsWith(layout) ? path.indexOf('@') : -1;
  if (at < 0) return undefined;
  const digest = path.slice(at + 1);
  const problem = digestProblem(digest);
  return problem === undefined ? undefined : `invalid oci-layout digest ${digest}: ${problem}`;
}

/**
 * The problem of a context that refers to another target: a controller builds one target at a time, so there is none.
 */
function targetProblem(name: string, path: string): string | undefined {
  if (!path.startsWith('target:')) return undefined;
  return `failed to find target ${path.slice('target:'.length)} for context ${name}`;
}

function networkProblem(mode: string): string | undefined {
  if (['', 'default', 'host', 'none'].includes(mode)) return undefined;
  return `network mode ${goQuote(mode)} not supported by buildkit - you can define a custom network for your builder using the network driver-opt in buildx create`;
}
