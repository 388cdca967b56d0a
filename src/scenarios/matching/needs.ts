import type { BuildMatch } from '../model/build-script.js';

/** What of a client scripts have to know before they can be matched, besides its request. */
export interface Needs {
  /** The text of its Dockerfile. */
  readonly dockerfile: boolean;
  /** The names of the files in its context. */
  readonly contextFiles: boolean;
  /** The IDs of secrets that it may have; undefined where no script asks for secrets. */
  readonly secrets: readonly string[] | undefined;
  /** The IDs of SSH agents that it may forward; undefined where no script asks for any. */
  readonly ssh: readonly string[] | undefined;
}

/** What the matches of scripts ask for. Only IDs that are written out can be asked for; others match no secret. */
export function needsOf(matches: readonly (BuildMatch | undefined)[]): Needs {
  const asked = matches.flatMap((match) => match ?? []);
  return {
    dockerfile: asked.some(({ dockerfile }) => dockerfile !== undefined),
    contextFiles: asked.some(({ contextFiles }) => contextFiles !== undefined),
    secrets: idsIn(asked.map(({ secrets }) => secrets)),
    ssh: idsIn(asked.map(({ ssh }) => ssh)),
  };
}

type WithId = { readonly id?: unknown };
type Wanted = readonly WithId[] | { readonly exactly: readonly WithId[] } | undefined;

function idsIn(lists: readonly Wanted[]): readonly string[] | undefined {
  if (lists.every((list) => list === undefined)) return undefined;
  const wanted = lists.flatMap((list) => (list === undefined ? [] : 'exactly' in list ? list.exactly : list));
  return [...new Set(wanted.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])))];
}
