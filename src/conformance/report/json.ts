import { unambiguousJson } from '../../words/unambiguous.js';
import type { WrittenCallEntry } from '../../journal/written-entry.js';
import type { Report, RequirementReport } from '../engine/report.js';
import type { ReportContext } from './report-context.js';

/** How much is kept of a text, in characters, and of a list, in items. */
const most = { characters: 400, items: 20 };

/**
 * Writes a report as JSON. Each message is there once, decoded, with its size in bytes, and long texts in it are cut;
 * all of it, and its bytes, where they are asked for.
 */
export function jsonReport(report: Report, { fullMessages = false }: ReportContext = {}): string {
  const shown = fullMessages ? report : { ...report, requirements: report.requirements.map(withoutBytes) };
  return `${unambiguousJson(shown, 2)}\n`;
}

function withoutBytes(requirement: RequirementReport): RequirementReport {
  const { counterexample } = requirement;
  if (counterexample === undefined) return requirement;
  return { ...requirement, counterexample: { ...counterexample, journal: counterexample.journal.map(cutEntry) } };
}

function cutEntry(entry: WrittenCallEntry): WrittenCallEntry {
  const { bytes, message, ...rest } = entry;
  if (bytes === undefined) return message === undefined ? entry : { ...rest, message: cut(message) };
  const size = Buffer.byteLength(bytes, 'base64');
  // What is no message can be shown as bytes only.
  return message === undefined ? { ...rest, size, bytes: cutBase64(bytes) } : { ...rest, size, message: cut(message) };
}

function cut(value: unknown): unknown {
  if (typeof value === 'string') return cutText(value);
  if (Array.isArray(value)) {
    const shown = value.slice(0, most.items).map(cut);
    return value.length > most.items ? [...shown, `… ${value.length - most.items} more`] : shown;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[key, text] = []] = entries;
  if (entries.length === 1 && key === 'base64' && typeof text === 'string') return { base64: cutBase64(text) };
  return Object.fromEntries(entries.map(([name, item]) => [name, cut(item)]));
}

function cutText(text: string): string {
  return text.length <= most.characters ? text : `${text.slice(0, most.characters)}… of ${text.length} characters`;
}

/** Cut to whole groups of four digits, so that it is base64 still. */
function cutBase64(text: string): string {
  return text.slice(0, most.characters);
}
