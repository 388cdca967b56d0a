import { type Revision, revisions } from './revision.js';

/** The releases that speak a revision, by `minor` of `0.minor.patch`; see `docs/real-controller.md` §9.1. */
export interface Releases {
  readonly firstMinor: number;
  readonly lastMinor: number;
  readonly revision: Revision;
}

/** v0.24 has no such service any more. */
const lastMinor = 23;

/** No release speaks the first of all. */
const releases: readonly Releases[] = revisions.slice(1).map((revision, index, all) => ({
  firstMinor: minorOf(revision),
  lastMinor: index + 1 < all.length ? minorOf(all[index + 1] ?? '') - 1 : Math.max(lastMinor, minorOf(revision)),
  revision,
}));

/** 12 of `0.12`. */
function minorOf(name: string): number {
  return Number(name.slice(name.indexOf('.') + 1));
}

/** The releases that a revision has; undefined for the first of all, which has none. */
export function releasesOf(revision: Revision): Releases | undefined {
  return releases.find((one) => one.revision === revision);
}

/** The revision that releases of that minor version speak. */
export function revisionOfMinor(minor: number): Revision | undefined {
  return releases.find((one) => minor >= one.firstMinor && minor <= one.lastMinor)?.revision;
}
