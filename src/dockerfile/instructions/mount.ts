import { goQuote } from '../../words/go-quote.js';
import { DockerfileError, prefixed } from '../dockerfile-error.js';
import { didYouMean } from '../suggestion.js';
import { csvFields } from './csv-fields.js';

const types = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'] as const;
const sharings = ['shared', 'private', 'locked'] as const;

/** What RUN mounts, in which variables have been replaced. */
export interface Mount {
  readonly type: (typeof types)[number];
  readonly from: string;
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly id: string;
  readonly sharing: string;
  readonly required: boolean;
  /** The variable that a secret is put into. */
  readonly env?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Looks at what can be known of a mount before variables are replaced.
 * @throws DockerfileError if `from` holds one
 */
export function checkMount(text: string): void {
  for (const { key, value } of pairsOf(text)) {
    const at = value?.indexOf('$') ?? -1;
    if (key === 'from' && value !== undefined && at >= 0 && at !== value.length - 1)
      throw new DockerfileError("'from' doesn't support variable expansion, define alias stage instead");
  }
}

/** Which stage or image a mount is taken from, as far as that is known before variables are replaced. */
export function mountedFrom(text: string): string {
  return pairsOf(text).findLast(({ key, value }) => key === 'from' && value !== undefined)?.value ?? '';
}

type Draft = { -readonly [K in keyof Mount]: Mount[K] };

/**
 * Reads a mount.
 * @throws DockerfileError for options that there are not, or not together
 */
export function parseMount(text: string, expanded: (word: string) => string): Mount {
  const mount: Draft = {
    type: 'bind',
    from: '',
    source: '',
    target: '',
    readOnly: true,
    id: '',
    sharing: '',
    required: false,
  };
  const pairs = pairsOf(text);
  for (const { key, value, field } of pairs) {
    if (value !== undefined) set(mount, key, expanded(value), field);
    else setFlag(mount, key, field);
  }
  if (!pairs.some(({ key }) => readOnlyKeys.has(key)))
    mount.readOnly = mount.type !== 'cache' && mount.type !== 'tmpfs';
  checkTogether(mount);
  return mount;
}

const readOnlyKeys: ReadonlySet<string> = new Set(['readonly', 'ro', 'readwrite', 'rw']);

function setFlag(mount: Draft, key: string, field: string): void {
  if (readOnlyKeys.has(key)) mount.readOnly = key.startsWith('reado') || key === 'ro';
  else if (key === 'required') {
    checkMayRequire(mount, key);
    mount.required = true;
  } else throw new DockerfileError(`invalid field '${field}' must be a key=value pair`);
}

const allKeys =
  'type from source target readonly id sharing required size mode uid gid src dst destination ro rw readwrite env'.split(
    ' ',
  );

function set(mount: Draft, key: string, value: string, field: string): void {
  switch (key) {
    case 'type':
      mount.type = oneOf(types, value, `unsupported mount type ${goQuote(value)}`);
      return;
    case 'from':
    case 'id':
    case 'env':
      mount[key] = value;
      return;
    case 'source':
    case 'src':
      mount.source = value;
      return;
    case 'target':
    case 'dst':
    case 'destination':
      mount.target = value;
      return;
    case 'readonly':
    case 'ro':
      mount.readOnly = truth(key, value);
      return;
    case 'readwrite':
    case 'rw':
      mount.readOnly = !truth(key, value);
      return;
    case 'required':
      checkMayRequire(mount, key);
      mount.required = truth(key, value);
      return;
    case 'size':
      if (mount.type !== 'tmpfs') throw unexpected(mount, key);
      if (!/^\d+(\.\d+)? ?([kmgtp]?i?b?)$/i.test(value))
        throw new DockerfileError(`invalid value for ${key}: ${value}`);
      return;
    case 'sharing':
      mount.sharing = oneOf(sharings, value, `unsupported sharing value ${goQuote(value)}`);
      return;
    case 'mode':
    case 'uid':
    case 'gid': {
      const base = key === 'mode' ? 8 : 10;
      if (!(base === 8 ? /^[0-7]+$/ : /^\d+$/).test(value) || Number.parseInt(value, base) > 0xffffffff)
        throw new DockerfileError(`invalid value ${value} for ${key}`);
      mount[key] = Number.parseInt(value, base);
      return;
    }
    default:
      throw new DockerfileError(`unexpected key '${key}' in '${field}'${didYouMean(key, allKeys)}`);
  }
}

function checkTogether(mount: Mount): void {
  const { type, from, sharing, source, target, id } = mount;
  const ownedTypes: readonly string[] = ['secret', 'ssh', 'cache'];
  for (const key of ['mode', 'uid', 'gid'] as const) {
    if (mount[key] !== undefined && !ownedTypes.includes(type))
      throw new DockerfileError(`${key} not allowed for ${goQuote(type)} type mounts`);
  }
  if (type === 'secret') {
    if (from !== '') throw new DockerfileError('secret mount should not have a from');
    if (sharing !== '') throw new DockerfileError('secret mount should not define sharing');
    if (source === '' && target === '' && id === '')
      throw new DockerfileError('invalid secret mount. one of source, target required');
    if (source !== '' && id !== '') throw new DockerfileError("both source and id can't be set");
  }
  if (sharing !== '' && type !== 'cache') throw new DockerfileError(`invalid cache sharing set for ${type} mount`);
}

function checkMayRequire(mount: Mount, key: string): void {
  if (mount.type !== 'secret' && mount.type !== 'ssh') throw unexpected(mount, key);
}

function unexpected({ type }: Mount, key: string): DockerfileError {
  return new DockerfileError(`unexpected key '${key}' for mount type '${type}'`);
}

function oneOf<T extends string>(all: readonly T[], value: string, complaint: string): T {
  const found = all.find((item) => item === value.toLowerCase());
  if (found === undefined) throw new DockerfileError(complaint + didYouMean(value, all));
  return found;
}

function truth(key: string, value: string): boolean {
  if (/^(1|t|T|TRUE|true|True)$/.test(value)) return true;
  if (/^(0|f|F|FALSE|false|False)$/.test(value)) return false;
  throw new DockerfileError(`invalid value for ${key}: ${value}`);
}

interface Pair {
  readonly key: string;
  readonly value?: string;
  readonly field: string;
}

function pairsOf(text: string): readonly Pair[] {
  return prefixed('failed to parse csv mounts', () => csvFields(text)).map((field) => {
    const equals = field.indexOf('=');
    if (equals < 0) return { key: field.toLowerCase(), field };
    return { key: field.slice(0, equals).toLowerCase(), value: field.slice(equals + 1), field };
  });
}
