import * as yaml from 'yaml';
import { unambiguousYaml } from '../words/unambiguous-yaml.js';
import { unambiguous } from '../words/unambiguous.js';
import type { Scenario } from '../scenarios/model/scenario.js';

/** Those of what is recorded. */
const ofRecordings = ['vertices', 'statuses', 'logs', 'warnings', 'steps', 'details', 'answer'];

/**
 * Prints a recorded scenario as YAML, with a line for each thing that happened, and a comment before it that says what
 * it is about.
 * @param compact lists of which each item stands on one line
 */
export function printRecording(scenario: Scenario, comment: string, compact: readonly string[] = ofRecordings): string {
  const document = new yaml.Document(scenario, { aliasDuplicateObjects: false });
  document.commentBefore = unambiguous(comment)
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');
  yaml.visit(document, {
    Pair: (_, { key, value }) => {
      if (!compact.includes(String(key)) || !yaml.isSeq(value)) return;
      for (const item of value.items) if (yaml.isMap(item) || yaml.isSeq(item)) item.flow = true;
    },
  });
  return unambiguousYaml(yaml, document, { flowCollectionPadding: true });
}
