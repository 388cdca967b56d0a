/** Shows how long something took, as `7 ms` or `1.5 s`; nothing where that is not known. */
export function msText(ms: number | undefined): string {
  if (ms === undefined) return '';
  return ms < 999.5 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
