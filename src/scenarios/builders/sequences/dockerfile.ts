import { checkArgument, checkOptions } from '../../../options/check.js';
import {
  type DockerfileOptions,
  dockerfileRules,
  type FailingStep,
  instructionsRule,
  type LintWarning,
} from './dockerfile-options.js';
import { vertex, type VertexBuilder } from '../vertex.js';
import { digestOf } from './digest-of.js';
import { pull } from './pull.js';

const stepMs = 1000;

/**
 * The vertices of a Dockerfile of one stage, from its definition to its last step, named and ordered as the Dockerfile
 * frontend does (docs/real-controller.md §8.5). Steps that are not cached take a second each.
 * @throws ArgumentError
 * @example build().add(...exportImage(dockerfile(['FROM alpine', 'COPY . .', 'RUN make'], { cached: 1 })))
 * @since 0.1.0
 */
export function dockerfile(instructions: readonly string[], options: DockerfileOptions = {}): readonly VertexBuilder[] {
  checkArgument('dockerfile', 'instructions', instructions, instructionsRule);
  checkOptions('dockerfile', options, dockerfileRules);
  const { file = 'Dockerfile', platforms = [''] } = options;
  const [first = ''] = instructions;
  const from = /^FROM +(\S+)/i.exec(first)?.[1];
  const image = qualified(from ?? options.base ?? 'alpine');
  const steps = from === undefined ? instructions : instructions.slice(1);
  const definition = vertex(`[internal] load build definition from ${file}`)
    .after()
    .takes(50)
    .progress('transferring dockerfile:', { name: 'transferring', current: instructions.join('\n').length });
  const linted = (options.warnings ?? []).reduce(
    (sofar, warning) => withWarning(sofar, warning, file, instructions),
    definition,
  );
  const ignore = vertex('[internal] load .dockerignore')
    .after()
    .takes(50)
    .progress('transferring context:', { name: 'transferring', current: 2 });
  const metadata = platforms.map((platform) =>
    vertex(`[${platform === '' ? '' : `${platform} `}internal] load metadata for ${image}`)
      .after(definition, ignore)
      .takes(200),
  );
  const context = steps.some(readsContext)
    ? [
        vertex('[internal] load build context')
          .after(...metadata)
          .takes(50)
          .progress('transferring context:', { name: 'transferring', current: 1024 }),
      ]
    : [];
  const chains = platforms.flatMap((platform) => chainOf(platform, image, steps, { metadata, context }, options));
  return [linted, ignore, ...metadata, ...context, ...chains];
}

function chainOf(
  platform: string,
  image: string,
  steps: readonly string[],
  { metadata, context }: { readonly metadata: readonly VertexBuilder[]; readonly context: readonly VertexBuilder[] },
  { cached = false, layers, fails }: DockerfileOptions,
): readonly VertexBuilder[] {
  const count = steps.length + 1;
  const bracket = (k: number): string =>
    `${platform === '' ? '' : `${platform} `}${String(k).padStart(String(count).length)}/${count}`;
  const inCache = cached === true ? steps.length : Number(cached);
  const base =
    layers === undefined
      ? vertex(`[${bracket(1)}] FROM ${image}@${digestOf(image)}`)
          .takes(50)
          .progress(`resolve ${image}@${digestOf(image)}`)
      : pull(image, { layers, step: bracket(1) });
  return steps.reduce<readonly VertexBuilder[]>(
    (chain, step, i) => {
      const inputs = [...chain.slice(-1), ...(readsContext(step) ? context : [])];
      const next = vertex(`[${bracket(i + 2)}] ${step}`).after(...inputs);
      if (i < inCache) return [...chain, next.cached()];
      const isFailing = fails !== undefined && i + 1 === (fails.step ?? steps.length);
      return [...chain, isFailing ? failing(next.takes(stepMs), fails) : next.takes(stepMs)];
    },
    [base.after(...metadata)],
  );
}

function readsContext(step: string): boolean {
  return /^(COPY|ADD) (?!--from)/i.test(step);
}

function failing(step: VertexBuilder, { code = 1, output }: FailingStep): VertexBuilder {
  return (output === undefined ? step : step.logs(output, { stream: 'stderr', at: stepMs / 2 })).exits(code);
}

/**
 * The real frontend attaches warnings to the vertex that loads the Dockerfile, with the whole file
 * (docs/real-controller.md §8.5).
 */
function withWarning(
  definition: VertexBuilder,
  { rule, text, line }: LintWarning,
  file: string,
  instructions: readonly string[],
): VertexBuilder {
  const page = rule.replaceAll(/([a-z])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2-').toLowerCase();
  return definition.warns(`${rule}: ${text} (line ${line})`, {
    at: 50,
    url: `https://docs.docker.com/go/dockerfile/rule/${page}/`,
    source: { filename: file, text: `${instructions.join('\n')}\n`, language: 'Dockerfile' },
    ranges: [{ start: { line }, end: { line } }],
  });
}

/** The image's full name, as Docker completes it: with its registry and a tag. */
function qualified(image: string): string {
  const tagged = /[:@][^/]*$/.test(image) ? image : `${image}:latest`;
  const [host = ''] = tagged.split('/');
  if (tagged.includes('/') && /[.:]|^localhost$/.test(host)) return tagged;
  return tagged.includes('/') ? `docker.io/${tagged}` : `docker.io/library/${tagged}`;
}
