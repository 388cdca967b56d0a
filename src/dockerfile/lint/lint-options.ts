import { goQuote } from '../../words/go-quote.js';
import { DockerfileError } from '../dockerfile-error.js';

/** Which rules are checked, and what follows. */
export interface LintOptions {
  readonly skipped: 'all' | readonly string[];
  readonly experimental: 'all' | readonly string[];
  /** What breaks a rule fails the build. */
  readonly failsBuild: boolean;
}

/**
 * Reads `skip=JSONArgsRecommended,StageNameCasing;error=true`, which stands in `# check=` and in the build argument
 * BUILDKIT_DOCKERFILE_CHECK.
 * @throws DockerfileError for options that there are not
 */
export function parseLintOptions(text: string): LintOptions {
  const options: { -readonly [K in keyof LintOptions]: LintOptions[K] } = {
    skipped: [],
    experimental: [],
    failsBuild: false,
  };
  if (text.trim() === '') return options;
  for (const part of text.trim().split(';')) {
    const equals = part.indexOf('=');
    if (equals < 0) throw new DockerfileError(`invalid check option ${goQuote(part)}`);
    const key = part.slice(0, equals).trim();
    const value = part.slice(equals + 1).trim();
    const names = value === 'all' ? value : value.split(',').map((name) => name.trim());
    if (key === 'skip') options.skipped = names;
    else if (key === 'experimental') options.experimental = names;
    else if (key === 'error') options.failsBuild = truth(value, part);
    else throw new DockerfileError(`invalid check option ${goQuote(key)}`);
  }
  return options;
}

function truth(value: string, part: string): boolean {
  if (/^(1|t|T|TRUE|true|True)$/.test(value)) return true;
  if (/^(0|f|F|FALSE|false|False)$/.test(value)) return false;
  throw new DockerfileError(
    `failed to parse check option ${goQuote(part)}: strconv.ParseBool: parsing ${goQuote(value)}: invalid syntax`,
  );
}
