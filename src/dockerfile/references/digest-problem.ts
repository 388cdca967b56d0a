/** The length of what follows the name of an algorithm, in hexadecimal digits. */
const digits: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

/** What is wrong with a digest such as `sha256:…`, in the words of BuildKit's library; undefined where nothing is. */
export function digestProblem(text: string): string | undefined {
  const [, algorithm = '', encoded = ''] = /^([^:]+):(.+)$/s.exec(text) ?? [];
  const length = digits.get(algorithm);
  if (length === undefined)
    return /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/.test(text)
      ? 'unsupported digest algorithm'
      : 'invalid checksum digest format';
  if (encoded.length !== length) return 'invalid checksum digest length';
  return /^[a-f0-9]+$/.test(encoded) ? undefined : 'invalid checksum digest format';
}
