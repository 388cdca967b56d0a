import type { BuildOptions, ExportEntry } from '../../protocol/messages.js';
import { goQuote } from '../../words/go-quote.js';
import { goBool } from './go-bool.js';
import type { Release } from './release.js';

/** An output: what a build makes of its result. */
export interface Output {
  readonly type: string;
  readonly name: string;
  readonly pushed: boolean;
  /** Whether the server itself writes it, to a file or to its own stdout. */
  readonly written: boolean;
}

const written = { local: 'directory', tar: 'file', oci: 'file', docker: 'file' } as const;

/** The first problem of a build's exports, as far as no disk is needed to tell. */
export function exportsProblem(exports: readonly ExportEntry[], { from013 }: Release): string | undefined {
  let stdoutTaken = false;
  for (const entry of exports) {
    const { type, destination } = entry;
    if (type === '') return 'type is required for output';
    const form = formOf(entry);
    if (form === 'directory' && destination === '') return `dest is required for ${type} exporter`;
    if (form === 'directory' && destination === '-') return `dest cannot be stdout for ${type} exporter`;
    if (form !== 'file' || !(destination === '-' || (destination === '' && type !== 'docker'))) continue;
    if (stdoutTaken && from013) return 'multiple outputs configured to write to stdout';
    stdoutTaken = true;
  }
  return undefined;
}

/** The first problem of pushing and loading beside other outputs. */
export function pushAndLoadProblem({ exports, exportPush, exportLoad }: BuildOptions, { from013 }: Release) {
  if (from013) return undefined;
  if (exportPush && exportLoad) return 'push and load may not be set together at the moment';
  const type = exports[0] === undefined ? undefined : outputOf(exports[0]).type;
  if (exportPush && type !== undefined && type !== 'image') {
    return `push and ${goQuote(type)} output can't be used together`;
  }
  if (exportLoad && type !== undefined && type !== 'docker') {
    return `load and ${goQuote(type)} output can't be used together`;
  }
  return undefined;
}

/**
 * The outputs that a build makes in the end. Before v0.13 pushing and loading change the first output; since then they
 * are outputs of their own.
 */
export function outputsOf({ exports, exportPush, exportLoad }: BuildOptions): readonly Output[] {
  const outputs = exports.map(outputOf);
  const images = outputs.some(({ type }) => type === 'image');
  const loaded = outputs.some(({ type, written: file }) => type === 'docker' && !file);
  return [
    ...outputs.map((output) => (exportPush && output.type === 'image' ? { ...output, pushed: true } : output)),
    ...(exportPush && !images ? [{ type: 'image', name: '', pushed: true, written: false }] : []),
    ...(exportLoad && !loaded ? [{ type: 'docker', name: '', pushed: false, written: false }] : []),
  ];
}

function outputOf(entry: ExportEntry): Output {
  const { type, attrs, destination } = entry;
  return {
    type: type === 'registry' ? 'image' : type,
    name: attrs['name'] ?? '',
    pushed: goBool(attrs['push']) === true,
    written: formOf(entry) === 'file' && (destination !== '' || type !== 'docker'),
  };
}

function formOf({ type, attrs }: ExportEntry): 'directory' | 'file' | undefined {
  const form = Object.entries(written).find(([known]) => known === type)?.[1];
  const archive = type === 'oci' || type === 'docker' ? goBool(attrs['tar']) : undefined;
  return archive === false ? 'directory' : form;
}
