import { isMap, isSeq, parseDocument, visit, type Document, type YAMLMap, type YAMLSeq } from 'yaml';
import { unambiguousYaml } from '../../words/unambiguous-yaml.js';
import { unambiguousJson } from '../../words/unambiguous.js';
import { nameInText } from '../trial/names.js';
import type { Counterexample, Report } from '../engine/report.js';

/** The requirements whose entries a run changed. */
export interface KnownFailingChanges {
  /** Requirements that failed and were not listed. */
  readonly added: readonly string[];
  /** Requirements that were listed and passed. */
  readonly removed: readonly string[];
  /** Requirements that were listed and failed in another way. */
  readonly changed: readonly string[];
}

/** Stands in place of a reason that somebody has yet to write. */
export const reasonToCome = 'TODO: why';

interface Failure {
  readonly id: string;
  readonly signature: string;
}

/** The entries that a complete run leaves out, adds, or describes otherwise. */
interface Findings {
  readonly stale: ReadonlySet<string>;
  readonly failures: readonly Failure[];
}

/**
 * Updates the text of a known-failing file after a run in which it was used: what passes is taken out, what fails and
 * is not listed is added, and what fails in another way gets a new signature. Everything else stays as it is, comments
 * included.
 */
export function updateKnownFailing(
  text: string,
  format: 'yaml' | 'json',
  report: Report,
): { readonly text: string; readonly changes: KnownFailingChanges } {
  // JSON is parsed as YAML, edited as such, and printed as JSON afterwards.
  const document = parseDocument(text);
  if (!isSeq(document.contents)) document.contents = document.createNode([]) as unknown as typeof document.contents;
  const list = document.contents as unknown as YAMLSeq;
  const changes = apply(document, list, findingsOf(report));
  if (changes.added.length + changes.removed.length + changes.changed.length === 0) return { text, changes };
  if (format === 'json') return { text: `${unambiguousJson(document.toJS(), 2)}\n`, changes };
  if (list.items.length > 0) list.flow = false;
  return { text: unambiguousYaml({ visit }, document), changes };
}

function findingsOf({ requirements }: Report): Findings {
  return {
    stale: new Set(requirements.filter(({ verdict }) => verdict === 'stale').map(({ id }) => id)),
    failures: requirements.flatMap(({ id, verdict, counterexample }) =>
      verdict === 'violated' && counterexample !== undefined ? [{ id, signature: signatureOf(counterexample) }] : [],
    ),
  };
}

function apply(document: Document, list: YAMLSeq, { stale, failures }: Findings): KnownFailingChanges {
  const entries = list.items.filter(isMap);
  const removed = entries.map(idOf).filter((id) => stale.has(id));
  const [first] = entries;
  if (first !== undefined && stale.has(idOf(first))) keepHeading(document, first);
  list.items = list.items.filter((item) => !isMap(item) || !stale.has(idOf(item)));
  const changed: string[] = [];
  const added: string[] = [];
  for (const { id, signature } of failures) {
    const entry = entries.find((one) => idOf(one) === id);
    if (entry === undefined) {
      added.push(id);
      list.add(document.createNode({ id, signature, reason: reasonToCome }));
    } else {
      changed.push(id);
      const before = String(entry.get('reason'));
      entry.set('signature', signature);
      entry.set('reason', before.startsWith(reasonToCome) ? before : `${reasonToCome} (it was: ${before})`);
    }
  }
  return { added, removed, changed };
}

/**
 * Keeps the heading of a file. The parser gives the first entry everything above it, but what is above a blank line is
 * about the file.
 */
function keepHeading(document: Document, { commentBefore }: YAMLMap): void {
  const end = commentBefore?.lastIndexOf('\n\n') ?? -1;
  if (end >= 0) document.commentBefore ??= commentBefore?.slice(0, end) ?? null;
}

function idOf(entry: YAMLMap): string {
  return String(entry.get('id'));
}

/**
 * The signature of a failure: only what was looked at, because what was expected and seen there mostly depends on the
 * input.
 */
function signatureOf({ what }: Pick<Counterexample, 'what'>): string {
  const text = `${what}: expected`;
  if (!/\d/.test(text)) return text;
  const escaped = text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return `/^${escaped.replace(nameInText, '\\S+').replace(/\d+/g, '\\d+')}/`;
}
