import type { BuildOptions } from '../../protocol/messages.js';
import type { Revision } from '../../protocol/revision.js';
import { goQuote } from '../../transport/go-quote.js';
import { RpcFailure } from '../rpc-failure.js';

/** What buildx refuses before any progress, in its order, as far as it needs no disk (docs/real-controller.md §5.3). */
export function validateOptions(options: BuildOptions, revision: Revision): void {
  const problem = [...problems(options, revision)][0];
  if (problem !== undefined) throw new RpcFailure(problem);
}

function* problems(options: BuildOptions, revision: Revision): Generator<string> {
  if (options.noCache && options.noCacheFilter.length > 0) {
    yield '--no-cache and --no-cache-filter cannot currently be used together';
  }
  if (revision === '2023-04') yield* printFuncProblems(options.callFunc?.name ?? '');
  for (const { type, destination } of options.exports) {
    if (type === '') yield 'type is required for output';
    if (type === 'local' && destination === '') yield 'dest is required for local exporter';
    if (type === 'local' && destination === '-') yield 'dest cannot be stdout for local exporter';
  }
  if (revision === '2023-04') yield* outputProblems(options);
  if (options.contextPath === '-' && options.dockerfileName === '-') {
    yield "invalid argument: can't use stdin for both build context and dockerfile";
  }
  if (options.contextPath === '') {
    yield 'please specify build context (e.g. "." for the current directory)';
  }
}

/** A print function that is no CSV of `name` and `key=value` fields stays verbatim in the name. */
function* printFuncProblems(text: string): Generator<string> {
  for (const field of text.split(',').filter((part) => part.includes('='))) {
    const key = field.slice(0, field.indexOf('='));
    if (key !== 'format') yield `invalid print field: ${key}`;
  }
}

function* outputProblems({ exports, exportPush, exportLoad }: BuildOptions): Generator<string> {
  if (exportPush && exportLoad) yield 'push and load may not be set together at the moment';
  const type = exports[0]?.type;
  if (exportPush && type !== undefined && type !== 'image')
    yield `push and ${goQuote(type)} output can't be used together`;
  if (exportLoad && type !== undefined && type !== 'docker')
    yield `load and ${goQuote(type)} output can't be used together`;
}
