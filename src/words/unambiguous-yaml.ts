import type * as Yaml from 'yaml';
import { unambiguous } from './unambiguous.js';

/**
 * A document as YAML in which every character is seen, and which is read as the same data: only between double quotes
 * can what nobody sees be written as an escape.
 * @param yaml the library, which not everybody who writes loads at once
 */
export function unambiguousYaml(
  { visit }: Pick<typeof Yaml, 'visit'>,
  document: Yaml.Document,
  options: Yaml.ToStringOptions = {},
): string {
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && unambiguous(scalar.value) !== scalar.value) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  // Between quotes, a text of several lines would be folded.
  return unambiguous(
    document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER, ...options }),
  );
}
