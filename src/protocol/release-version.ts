/**
 * The 13 of `v0.13`, `0.13.1`, `v0.13.0-rc1`, and of what distributions make of it: `0.13.1+ds1`, `1:0.13.1-3`,
 * `0.13.0-1.fc40`, `0.12.1-0ubuntu1~22.04.1`, `0.13.1_p1-r0`. Undefined for what is no version of a release 0.x.
 */
export function minorVersionOf(text: string): number | undefined {
  const minor = /^(?:\d+:)?v?0\.(\d+)(?:\.\d+)?(?![\d.])/i.exec(text.trim())?.[1];
  return minor === undefined ? undefined : Number(minor);
}

/** The commit in git's `v0.10.0-rc1-123-g8ba8659`, and the release before it; undefined when it is no such text. */
export function describedCommit(version: string): { readonly after: string; readonly commit: string } | undefined {
  const [, after, commit] = /^(.+)-\d+-g([0-9a-f]+(?:\.m|-dirty)?)$/.exec(version.trim()) ?? [];
  return after === undefined || commit === undefined ? undefined : { after, commit };
}
