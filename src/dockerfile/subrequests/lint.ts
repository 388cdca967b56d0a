import { DockerfileError } from '../dockerfile-error.js';
import type { Violation } from '../lint/linter.js';
import { linterOf, planningFor } from '../planning-for.js';
import type { DockerfileRequest } from '../request.js';
import type { SourceRange } from '../source-range.js';
import { goJson } from './go-json.js';
import { jsonRanges } from './location.js';
import { sourceExcerpt } from './source-excerpt.js';
import type { SubrequestResult } from './subrequest-result.js';

/**
 * Says which rules a Dockerfile breaks, as `--call check` does (`frontend.lint`): in all stages, if no target is named.
 * What would fail a build is told in the result.
 *
 * @throws DockerfileError if what the rules are is said wrongly
 * @since 0.1.0
 */
export function lint(request: DockerfileRequest): SubrequestResult {
  const linter = linterOf(request);
  const error = errorOf(() => planningFor(request, linter, { allStages: (request.target ?? '') === '' }));
  const { violations } = linter;
  const { text, filename = 'Dockerfile' } = request;
  return {
    'result.json': goJson({
      warnings: violations.length === 0 ? null : violations.map(jsonWarning),
      sources: [{ filename, data: Buffer.from(text).toString('base64'), language: 'Dockerfile' }],
      ...(error === undefined ? {} : { buildError: jsonError(error) }),
    }),
    'result.txt': inLineOrder(violations)
      .map((violation) => textOf(violation, filename, text))
      .join(''),
    'result.statuscode': violations.length > 0 || error !== undefined ? '1' : '0',
    version: '1.0.0',
  };
}

function errorOf(fn: () => void): DockerfileError | undefined {
  try {
    fn();
    return undefined;
  } catch (error) {
    if (error instanceof DockerfileError) return error;
    throw error;
  }
}

function jsonWarning({ rule, text, location }: Violation): object {
  return {
    ruleName: rule.name,
    description: rule.description,
    ...(rule.url === '' ? {} : { url: rule.url }),
    detail: text,
    location: location.length === 0 ? {} : { ranges: jsonRanges(location) },
  };
}

function jsonError({ message, locations }: DockerfileError): object {
  const ranges = merged(locations.flat());
  return { message, location: ranges.length === 0 ? {} : { ranges: jsonRanges(ranges) } };
}

function merged(ranges: readonly SourceRange[]): readonly SourceRange[] {
  const result: SourceRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start.line - b.start.line)) {
    const last = result.at(-1);
    if (last === undefined || range.start.line > last.end.line) result.push(range);
    else if (range.end.line > last.end.line) result[result.length - 1] = { start: last.start, end: range.end };
  }
  return result;
}

function inLineOrder(violations: readonly Violation[]): readonly Violation[] {
  const line = ({ location }: Violation): number => location[0]?.start.line ?? 0;
  return violations.toSorted((a, b) => line(a) - line(b));
}

function textOf({ rule, text, location }: Violation, filename: string, source: string): string {
  const page = rule.url === '' ? '' : ` - ${rule.url}`;
  return `\nWARNING: ${rule.name}${page}\n${text}\n${sourceExcerpt(filename, source, location)}`;
}
