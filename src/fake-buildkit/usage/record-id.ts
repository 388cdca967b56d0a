/** The ID that BuildKit's cache gives to what an operation makes. */
export function recordId(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 25);
}
