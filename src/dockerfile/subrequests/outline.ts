import { linterOf, planningFor } from '../planning-for.js';
import type { DockerfileRequest } from '../request.js';
import type { SourceRange } from '../source-range.js';
import type { NotedArg, NotedMount } from '../stages/outline-notes.js';
import type { StageState } from '../stages/stage-state.js';
import { goJson } from './go-json.js';
import { jsonLocation } from './location.js';
import type { SubrequestResult } from './subrequest-result.js';
import { table } from './table.js';

/**
 * Lists what a target can be given, as `--call outline` does (`frontend.outline`).
 *
 * @throws DockerfileError for what the frontend refuses
 * @since 0.1.0
 */
export function outline(request: DockerfileRequest): SubrequestResult {
  const { target } = planningFor(request, linterOf(request));
  const args = byLine(gathered<NotedArg>(target, usedArgs));
  const secrets = byLine(gathered<NotedMount>(target, (state) => [...state.outline.secrets]));
  const ssh = byLine(gathered<NotedMount>(target, (state) => [...state.outline.ssh]));
  const { name = '', description = '' } = target.from ?? {};
  return {
    'result.json': goJson({
      ...(name === '' ? {} : { name }),
      ...(description === '' ? {} : { description }),
      ...(args.length === 0 ? {} : { args: args.map(([, arg]) => jsonArg(arg)) }),
      ...(secrets.length === 0 ? {} : { secrets: secrets.map(jsonMount) }),
      ...(ssh.length === 0 ? {} : { ssh: ssh.map(jsonMount) }),
      sources: [Buffer.from(request.text).toString('base64')],
    }),
    'result.txt':
      headText(name, description) +
      section(
        ['BUILD ARG', 'VALUE', 'DESCRIPTION'],
        args.map(([, arg]) => [arg.name, arg.value, arg.description]),
      ) +
      section(['SECRET', 'REQUIRED'], secrets.map(mountRow)) +
      section(['SSH', 'REQUIRED'], ssh.map(mountRow)),
    version: '1.0.0',
  };
}

type Named<T> = readonly [name: string, noted: T];

/** What the stage, and those that it needs, have noted; of each name, what was noted nearest to the target. */
function gathered<T>(target: StageState, notes: (state: StageState) => readonly Named<T>[]): readonly Named<T>[] {
  const found = new Map<string, T>();
  const visited = new Set<StageState>();
  const visit = (state: StageState): void => {
    if (visited.has(state)) return;
    visited.add(state);
    for (const [name, noted] of notes(state)) if (!found.has(name)) found.set(name, noted);
    if (state.parent !== undefined) visit(state.parent);
    for (const dependency of state.dependencies.keys()) visit(dependency);
  };
  visit(target);
  return [...found];
}

function usedArgs({ outline: notes }: StageState): readonly Named<NotedArg>[] {
  return [...notes.allUsed()].flatMap((name) => {
    const arg = notes.args.get(name);
    return arg === undefined ? [] : [[name, arg] as const];
  });
}

function byLine<T extends { readonly location: readonly SourceRange[] }>(
  notes: readonly Named<T>[],
): readonly Named<T>[] {
  const line = ({ location }: T): number => location[0]?.start.line ?? 0;
  return notes.toSorted(([, a], [, b]) => line(a) - line(b));
}

function jsonArg({ name, value, description, location }: NotedArg): object {
  return {
    name,
    ...(description === '' ? {} : { description }),
    ...(value === '' ? {} : { value }),
    location: jsonLocation(location),
  };
}

function jsonMount([name, { required, location }]: Named<NotedMount>): object {
  return { name, ...(required ? { required } : {}), location: jsonLocation(location) };
}

function headText(name: string, description: string): string {
  if (name === '' && description === '') return '';
  const rows = [['TARGET:', name || '(default)'], ...(description === '' ? [] : [['DESCRIPTION:', description]])];
  return `${table(rows, 1)}\n`;
}

function section(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : `${table([head, ...rows], 3)}\n`;
}

function mountRow([name, { required }]: Named<NotedMount>): readonly string[] {
  return [name, required ? 'true' : ''];
}
