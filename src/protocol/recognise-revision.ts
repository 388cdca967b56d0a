import { infoOf } from './info.js';
import type { BuildxVersion, Init } from './messages.js';
import { protocolRevisions, type Revision, revisions } from './revision.js';

/** The releases that speak a revision, by `minor` of `0.minor.patch`; see `docs/real-controller.md` §9.1. */
interface Releases {
  readonly firstMinor: number;
  readonly lastMinor: number;
  /** Undefined for a revision that this package knows of but does not speak. */
  readonly revision: Revision | undefined;
}

/** v0.24 has no such service any more. */
const lastMinor = 23;

/** No release speaks the first of all. */
const releases: readonly Releases[] = protocolRevisions.slice(1).map((name, index, all) => ({
  firstMinor: minorOf(name),
  lastMinor: index + 1 < all.length ? minorOf(all[index + 1] ?? '') - 1 : lastMinor,
  revision: revisions.find((revision) => revision === name),
}));

/** 12 of `0.12`. */
function minorOf(name: string): number {
  return Number(name.slice(name.indexOf('.') + 1));
}

const shortestCommit = 7;

/**
 * Which revision a server speaks, from what it says in `Info`; undefined when that cannot be told, or is a revision
 * that this package does not speak.
 *
 * @remarks The commit decides where it is known, then the version, in upstream's spelling (`v0.12.1`, `v0.13.0-rc1`)
 * or a distribution's (`0.13.1+ds1`, `0.13.0-1.fc40`, `0.12.1-0ubuntu1~22.04.1`). Commits between two releases
 * (`v0.13.1-20-gabc1234`) may have either protocol and are not recognised.
 * @example recogniseRevision({ version: 'v0.13.1' }); // '0.12'
 * @since 0.1.0
 */
export function recogniseRevision(info: Init<BuildxVersion>): Revision | undefined {
  const { version = '', revision = '' } = info;
  return ofCommit(revision) ?? ofCommit(describedCommit(version)) ?? ofVersion(version) ?? ofVersion(revision);
}

/** Whether `Info` names a release of that revision; undefined when it names none that is known. */
export function namesReleaseOf(revision: Revision, info: Init<BuildxVersion>): boolean | undefined {
  const recognised = recogniseRevision(info);
  if (recognised !== undefined) return recognised === revision;
  const { version = '', revision: commit = '' } = info;
  return releaseOf(version) === undefined && releaseOf(commit) === undefined ? undefined : false;
}

/** `abc1234…`, shortened or not, with `.m` or `-dirty` when the tree was modified. */
function ofCommit(text: string): Revision | undefined {
  const commit = /^([0-9a-f]+)(?:\.m|-dirty|\+dirty)?$/.exec(text.trim().toLowerCase())?.[1];
  if (commit === undefined || commit.length < shortestCommit) return undefined;
  return revisions.find((revision) => infoOf(revision).revision.startsWith(commit));
}

/** The commit in git's `v0.10.0-rc1-123-g8ba8659`; empty when there is none. */
function describedCommit(version: string): string {
  return /-\d+-g([0-9a-f]+(?:\.m|-dirty)?)$/.exec(version)?.[1] ?? '';
}

function ofVersion(text: string): Revision | undefined {
  return releaseOf(text)?.revision;
}

function releaseOf(text: string): Releases | undefined {
  if (describedCommit(text) !== '') return undefined;
  const minor = /^(?:\d+:)?v?0\.(\d+)\.\d+(?![0-9.])/.exec(text.trim())?.[1];
  if (minor === undefined) return undefined;
  const number = Number(minor);
  return releases.find(({ firstMinor, lastMinor }) => number >= firstMinor && number <= lastMinor);
}
