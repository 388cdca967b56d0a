import type { ErrorDetail } from '../../protocol/error-detail.js';
import { comparisonTable } from '../../scenarios/matching/comparison-table.js';
import { mismatches } from '../../scenarios/matching/comparison.js';
import { detailsOfError } from '../../protocol/details-of-error.js';
import { compareMessage } from './compare-message.js';
import type { Verdict } from './verdict.js';

/**
 * Whether an error has a typed detail of this type, by its whole URL or its short name `errdefs.Build`, of whose JSON
 * what is asked is true.
 */
export function hasDetail(error: unknown, type: string, wanted?: unknown): Verdict {
  const details = detailsOfError(error);
  const candidates = details
    .filter((detail) => isOfType(detail, type))
    .map(({ json }) => (wanted === undefined ? [] : compareMessage(wanted, json)));
  const nearest = candidates.toSorted((a, b) => mismatches(a).length - mismatches(b).length)[0];
  const all = details.length === 0 ? 'none' : details.map(({ typeUrl }) => `\n  ${typeUrl}`).join('');
  return {
    holds: nearest !== undefined && mismatches(nearest).length === 0,
    failure: () =>
      nearest === undefined
        ? `expected a detail ${type} of the error; its details are: ${all}\n  its text: ${textOf(error)}`
        : `expected another detail ${type} of the error:\n${comparisonTable(nearest)}`,
    refusal: () => `expected no such detail ${type} of the error; its details are: ${all}`,
  };
}

function isOfType({ typeUrl }: ErrorDetail, type: string): boolean {
  const short = typeUrl.slice(typeUrl.lastIndexOf('/') + 1).replace(/\+json$/, '');
  return typeUrl === type || short === type;
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
