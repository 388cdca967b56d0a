import { DockerfileError } from '../dockerfile-error.js';
import { digestProblem } from './digest-problem.js';

/** The name of an image in its parts. */
export interface ImageReference {
  /** With its registry: `docker.io/library/alpine`. */
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
}

const domainPart = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domain = String.raw`(?:${domainPart}(?:\.${domainPart})*|\[(?:[a-fA-F0-9:]+)\])(?::[0-9]+)?`;
const pathPart = String.raw`[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*`;
const whole = new RegExp(
  String.raw`^(${domain}/${pathPart}(?:/${pathPart})*)(?::([\w][\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
);

/**
 * Reads an image's name; one without a registry is Docker Hub's.
 * @throws DockerfileError with the text of BuildKit's library if it is none
 */
export function parseReference(text: string): ImageReference {
  if (/^[a-f0-9]{64}$/.test(text))
    throw new DockerfileError(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  const { registry, rest } = divided(text);
  const colon = rest.indexOf(':');
  const remote = colon < 0 ? rest : rest.slice(0, colon);
  if (remote.toLowerCase() !== remote)
    throw new DockerfileError(`invalid reference format: repository name (${remote}) must be lowercase`);
  const [, name, tag, digest] = whole.exec(`${registry}/${rest}`) ?? [];
  if (name === undefined) throw new DockerfileError('invalid reference format');
  const problem = digest?.startsWith('sha256:') === true ? digestProblem(digest) : undefined;
  if (problem !== undefined) throw new DockerfileError(problem);
  return { name, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** The name in full, with the tag `latest` if it has neither tag nor digest. */
export function fullName({ name, tag, digest }: ImageReference): string {
  const tagged = tag === undefined && digest === undefined ? ':latest' : tag === undefined ? '' : `:${tag}`;
  return `${name}${tagged}${digest === undefined ? '' : `@${digest}`}`;
}

/** The name as people write it, without Docker Hub and the tag `latest`: by it, `--build-context` replaces an image. */
export function familiarName(reference: ImageReference): string {
  const { name, tag, digest } = reference;
  const short = name.replace(/^docker\.io\//, '').replace(/^library\/(?=[^/]+$)/, '');
  const tagged = tag === undefined || (tag === 'latest' && digest === undefined) ? '' : `:${tag}`;
  return `${short}${tagged}${digest === undefined ? '' : `@${digest}`}`;
}

function divided(text: string): { readonly registry: string; readonly rest: string } {
  const slash = text.indexOf('/');
  const first = slash < 0 ? '' : text.slice(0, slash);
  const isRegistry = first !== '' && (first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first);
  const registry = isRegistry ? (first === 'index.docker.io' ? 'docker.io' : first) : 'docker.io';
  const rest = isRegistry ? text.slice(slash + 1) : text;
  return { registry, rest: registry === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest };
}
