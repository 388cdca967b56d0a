/** A text without what differs in each run: directories, digests, IDs, times. */
export function withoutChance(text: string, directory: string): string {
  return text
    .replaceAll(directory, 'DIRECTORY')
    .replace(/sha256:[0-9a-f]{64}/g, 'sha256:…')
    .replace(/\b[0-9a-f]{64}\b/g, '…')
    .replace(/\bref [\w-]+::\w{25}/g, 'ref …')
    .replace(/\blocal:\d{12,}/g, 'local:…')
    .replace(/"[A-Za-z0-9+/]{40,}={0,2}"/g, '"…"')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g, 'TIME');
}
