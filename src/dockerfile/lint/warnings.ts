import type { FrontendWarning } from '../plan.js';
import type { Linter } from './linter.js';

/** What a linter found, as BuildKit sends it. */
export function warningsOf({ violations }: Linter): readonly FrontendWarning[] {
  return violations.map(({ rule, text, location }) => {
    const line = location[0]?.start.line ?? 0;
    return {
      level: 1,
      short: `${rule.name}: ${text}${line > 0 ? ` (line ${line})` : ''}`,
      detail: [rule.description],
      url: rule.url,
      ranges: location,
    };
  });
}
