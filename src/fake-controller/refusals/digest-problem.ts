const hexDigits: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** What is wrong with a digest such as `sha256:1a2b…`. */
export function digestProblem(digest: string): string | undefined {
  const colon = digest.indexOf(':');
  const [algorithm, encoded] = [digest.slice(0, Math.max(0, colon)), digest.slice(colon + 1)];
  if (algorithm === '' || encoded === '') return 'invalid checksum digest format';
  const digits = hexDigits[algorithm];
  if (digits === undefined) {
    const readable = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/.test(digest);
    return readable ? 'unsupported digest algorithm' : 'invalid checksum digest format';
  }
  if (Buffer.byteLength(encoded) !== digits) return 'invalid checksum digest length';
  return /^[a-f0-9]+$/.test(encoded) ? undefined : 'invalid checksum digest format';
}
