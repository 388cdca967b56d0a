import { DockerfileError } from '../dockerfile-error.js';
import { goQuote } from '../../words/go-quote.js';

/** What the query of a repository's URL says that flags of ADD say, too. */
export interface GitQuery {
  /** The commit that it must be. */
  readonly checksum?: string;
  readonly keepGitDir?: boolean;
}

/** The keys that may stand without a value. */
const switches = new Set(['submodules', 'keep-git-dir', 'fetch-by-commit']);
const known = new Set([...switches, 'ref', 'tag', 'branch', 'subdir', 'checksum', 'commit', 'mtime']);

/** Reads the query of a repository's URL. @throws DockerfileError in the words of BuildKit */
export function gitQuery(source: string): GitQuery {
  const [, query = ''] = /^[^?#]*\?([^#]*)/.exec(source) ?? [];
  const parameters = new URLSearchParams(query);
  for (const key of new Set(parameters.keys())) {
    const values = parameters.getAll(key);
    if (values.length > 1) throw new DockerfileError(`query ${goQuote(key)} has multiple values`);
    if (values[0] === '' && !switches.has(key)) throw new DockerfileError(`query ${goQuote(key)} has no value`);
    if (!known.has(key)) throw new DockerfileError(`unexpected query ${goQuote(key)}`);
  }
  const checksum = parameters.get('checksum') ?? parameters.get('commit');
  const keep = parameters.get('keep-git-dir');
  return { ...(checksum !== null && { checksum }), ...(keep !== null && { keepGitDir: isTrue('keep-git-dir', keep) }) };
}

/** As Go reads what is true; without a value, it is. */
function isTrue(key: string, text: string): boolean {
  if (['', '1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return false;
  throw new DockerfileError(`invalid ${key} value: ${goQuote(text)}`);
}
