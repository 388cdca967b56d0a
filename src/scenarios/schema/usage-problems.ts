import { timestampOf } from '../../time/rfc3339.js';
import { dataPath } from '../data-path.js';
import type { UsageRecordScript } from '../model/usage-record-script.js';
import type { ScenarioProblem } from '../scenario-error.js';

/** Records that no cache can have. */
export function usageProblems(records: readonly UsageRecordScript[]): readonly ScenarioProblem[] {
  return records.flatMap((record, i) => {
    const path = dataPath('usageRecords', i);
    const first = records.findIndex(({ id }) => id === record.id);
    return [
      ...(record.id === '' ? [{ path: `${path}.id`, message: 'no record has an empty ID: give it one' }] : []),
      ...(first < i
        ? [
            {
              path: `${path}.id`,
              message: `${dataPath('usageRecords', first)} has this ID already: each is there once`,
            },
          ]
        : []),
      ...timeProblem(record.createdAt, `${path}.createdAt`),
      ...timeProblem(record.lastUsedAt, `${path}.lastUsedAt`),
    ];
  });
}

function timeProblem(text: string | undefined, path: string): readonly ScenarioProblem[] {
  if (text === undefined || timestampOf(text) !== undefined) return [];
  return [{ path, message: `no time: give one in RFC 3339, such as 2026-01-02T03:04:05Z` }];
}
