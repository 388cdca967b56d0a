import { goQuote } from '../../words/go-quote.js';
import { platformProblem } from './platform-problem.js';

const types = new Set(['', 'index', 'index-descriptor', 'manifest', 'manifest-descriptor']);

/** What is wrong with an annotation, which reads `[TYPE[[PLATFORM]]:]KEY=VALUE`. */
export function annotationProblem(text: string): string | undefined {
  const equals = text.indexOf('=');
  if (equals < 0) return `invalid annotation ${goQuote(text)}, expected key=value`;
  const match = /^(?:([a-z-]+)(?:\[([A-Za-z0-9_/-]+)\])?:)?[^\t\n\f\r ]+$/.exec(text.slice(0, equals));
  if (match === null) return `invalid annotation format, expected <type>:<key>=<value>, got ${goQuote(text)}`;
  const [, type = '', platform = ''] = match;
  if (!types.has(type)) return `unknown annotation type ${goQuote(type)}`;
  const problem = platform === '' ? undefined : platformProblem(platform);
  return problem === undefined ? undefined : `invalid platform ${goQuote(platform)}: ${problem}`;
}
