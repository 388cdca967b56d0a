import { Document, isMap, isSeq, visit } from 'yaml';
import { unambiguous } from '../words/unambiguous.js';
import type { Scenario } from '../scenarios/model/scenario.js';

/** Lists of which each item stands on one line. */
const compact = ['vertices', 'statuses', 'logs', 'warnings', 'steps', 'details', 'answer'];

/**
 * Prints a recorded scenario as YAML, with a line for each thing that happened, and a comment before it that says what
 * it is about.
 */
export function printRecording(scenario: Scenario, comment: string): string {
  const document = new Document(scenario, { aliasDuplicateObjects: false });
  document.commentBefore = unambiguous(comment)
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');
  visit(document, {
    Scalar: (_, scalar) => {
      // Put between double quotes, because only there characters that nobody sees can be written as escapes.
      if (typeof scalar.value === 'string' && unambiguous(scalar.value) !== scalar.value) scalar.type = 'QUOTE_DOUBLE';
    },
    Pair: (_, { key, value }) => {
      if (!compact.includes(String(key)) || !isSeq(value)) return;
      for (const item of value.items) if (isMap(item) || isSeq(item)) item.flow = true;
    },
  });
  const text = document.toString({
    lineWidth: 0,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    flowCollectionPadding: true,
  });
  return unambiguous(text);
}
