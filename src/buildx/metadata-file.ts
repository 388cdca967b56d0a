import { readFile, stat } from 'node:fs/promises';

/** The `--metadata-file` of one run: what an earlier run has left there is not this one's. */
export class MetadataFile {
  readonly #path: string;
  readonly #before: string | undefined;

  private constructor(path: string, before: string | undefined) {
    this.#path = path;
    this.#before = before;
  }

  /** To be called before the program starts. */
  static async before(path: string): Promise<MetadataFile> {
    return new MetadataFile(path, await identityOf(path));
  }

  /** What the program wrote; undefined where it wrote nothing. */
  async written(): Promise<Readonly<Record<string, unknown>> | undefined> {
    const identity = await identityOf(this.#path);
    if (identity === undefined || identity === this.#before) return undefined;
    return JSON.parse(await readFile(this.#path, 'utf8')) as Record<string, unknown>;
  }
}

/** What is another after each writing: buildx puts a new file in the place of the old one. Undefined where there is none. */
async function identityOf(path: string): Promise<string | undefined> {
  try {
    const { ino, mtimeNs, size } = await stat(path, { bigint: true });
    return `${ino} ${mtimeNs} ${size}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
