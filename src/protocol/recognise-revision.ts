import type { BuildxVersion, Init } from './messages.js';
import { mismatch } from './wire-writer.js';
import { commitDigits, releaseCommits } from './release-commits.js';
import { describedCommit, minorVersionOf } from './release-version.js';
import { revisionOfMinor } from './releases.js';
import { type Revision, revisions } from './revision.js';
import { revisionTable } from './revisions.js';

const shortestCommit = 7;

/**
 * Which revision a server speaks, from what it says in `Info`; undefined when that cannot be told.
 *
 * @remarks The commit decides where it is a release's, then the version, in upstream's spelling (`v0.12.1`, `v0.13.0-rc1`)
 * or a distribution's (`0.13.1+ds1`, `0.13.0-1.fc40`, `0.12.1-0ubuntu1~22.04.1`). A commit after a release
 * (`v0.12.1-20-gabc1234`) is recognised where the next release speaks the same; elsewhere (`v0.13.1-20-gabc1234`) it may
 * have either protocol.
 * @throws ProtocolError for what is no object
 * @example recogniseRevision({ version: 'v0.13.1' }); // '0.12'
 * @since 0.1.0
 */
export function recogniseRevision(info: Init<BuildxVersion>): Revision | undefined {
  if (typeof info !== 'object' || info === null) throw mismatch('info', info, 'what Info answers: {version, revision}');
  const { version = '', revision = '' } = info;
  return (
    ofCommit(revision) ??
    ofCommit(describedCommit(version)?.commit ?? '') ??
    ofCommit(/\+([0-9a-f]{7,40})$/.exec(version)?.[1] ?? '') ??
    ofVersion(version) ??
    ofVersion(revision)
  );
}

/** Whether `Info` names a release of that revision; undefined when it names none that is known. */
export function namesReleaseOf(revision: Revision, info: Init<BuildxVersion>): boolean | undefined {
  const recognised = recogniseRevision(info);
  return recognised === undefined ? undefined : recognised === revision;
}

/** `abc1234…`, shortened or not, with `.m` or `-dirty` when the tree was modified. */
function ofCommit(text: string): Revision | undefined {
  const commit = /^([0-9a-f]+)(?:\.m|-dirty|\+dirty)?$/.exec(text.trim().toLowerCase())?.[1];
  if (commit === undefined || commit.length < shortestCommit) return undefined;
  const digits = commit.slice(0, commitDigits);
  const minor = Object.keys(releaseCommits).find((key) =>
    releaseCommits[Number(key)]?.some((known) => known.startsWith(digits)),
  );
  return minor === undefined
    ? revisions.find((revision) => revisionTable[revision].revision.startsWith(commit))
    : revisionOfMinor(Number(minor));
}

function ofVersion(text: string): Revision | undefined {
  const described = describedCommit(text);
  const minor = minorVersionOf(described?.after ?? text);
  if (minor === undefined) return undefined;
  const revision = revisionOfMinor(minor);
  // After the last release of a revision comes what the next one speaks, or already speaks it.
  return described === undefined || revisionOfMinor(minor + 1) === revision || isLast(revision) ? revision : undefined;
}

function isLast(revision: Revision | undefined): boolean {
  return revision === revisions[revisions.length - 1];
}
