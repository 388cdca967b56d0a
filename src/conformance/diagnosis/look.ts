/** What a violated requirement looked at, without what differs from run to run. */
export function lookOf(what: string): string {
  return what.replaceAll(/sha256:[0-9a-f]+/g, 'a digest').replaceAll(/\d+/g, 'N');
}
