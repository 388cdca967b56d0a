/** A piece of output in a message of Invoke. */
export interface FilePiece {
  readonly fd: number;
  readonly data: Uint8Array;
}

/**
 * The piece of output in a message of Invoke as any client has it: `{ kind: 'file', fd, data }` as this package decodes
 * it, `{ File: { Fd, Data } }` as most generated clients do, `{ input: { case: 'File', value } }` as protobuf-es does.
 */
export function fileIn(message: unknown): FilePiece | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const fields = named(message);
  if (fields['kind'] === 'file') return pieceOf(fields);
  const { file, input } = fields;
  if (typeof file === 'object' && file !== null) return pieceOf(named(file));
  if (typeof input !== 'object' || input === null) return undefined;
  const chosen = named(input);
  const isFile = typeof chosen['case'] === 'string' && chosen['case'].toLowerCase() === 'file';
  return isFile && typeof chosen['value'] === 'object' && chosen['value'] !== null
    ? pieceOf(named(chosen['value']))
    : undefined;
}

function pieceOf({ fd, data }: Readonly<Record<string, unknown>>): FilePiece {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'base64') : data;
  return { fd: Number(fd ?? 0), data: bytes instanceof Uint8Array ? bytes : new Uint8Array() };
}

/** The fields by their names in lower case, since generators spell `Fd` in several ways. */
function named(message: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(message).map(([name, value]) => [name.toLowerCase(), value as unknown]));
}
