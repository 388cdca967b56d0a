/**
 * Reads the first record of a text as Go's `encoding/csv` does; for a text that Go cannot read, gives what Go says of
 * it.
 */
export function readCsvRecord(text: string): readonly string[] | string {
  // Turned into a text with a character for each byte, because Go counts bytes.
  const bytes = Buffer.from(text).toString('latin1').replaceAll('\r\n', '\n').replace(/\r$/, '');
  const lines = bytes.split(/(?<=\n)/);
  const start = lines.findIndex((line) => line !== '' && line !== '\n');
  if (start < 0) return 'EOF';
  const reader = new RecordReader(lines, start);
  const fields = reader.read();
  return reader.error ?? fields.map((field) => Buffer.from(field, 'latin1').toString());
}

class RecordReader {
  error: string | undefined;
  readonly #lines: readonly string[];
  readonly #start: number;
  #number: number;
  #at = 0;

  constructor(lines: readonly string[], start: number) {
    this.#lines = lines;
    this.#start = start;
    this.#number = start;
  }

  get #line(): string {
    return this.#lines[this.#number] ?? '';
  }

  read(): readonly string[] {
    const fields: string[] = [];
    do fields.push(this.#line[this.#at] === '"' ? this.#quoted() : this.#bare());
    while (this.error === undefined && this.#line[this.#at++] === ',');
    return fields;
  }

  #bare(): string {
    const field = /[^,\n]*/y;
    field.lastIndex = this.#at;
    const text = field.exec(this.#line)?.[0] ?? '';
    const quote = text.indexOf('"');
    if (quote >= 0) this.#fail(this.#at + quote, 'bare " in non-quoted-field');
    this.#at += text.length;
    return text;
  }

  /** A quoted field, which may go over several lines. */
  #quoted(): string {
    let text = '';
    this.#at++;
    for (;;) {
      const quote = this.#line.indexOf('"', this.#at);
      text += this.#line.slice(this.#at, quote < 0 ? undefined : quote);
      if (quote < 0) {
        if (this.#number + 1 === this.#lines.length) return this.#fail(this.#line.length);
        this.#number++;
        this.#at = 0;
        continue;
      }
      this.#at = quote + 1;
      const rest = this.#line.slice(this.#at);
      if (rest.startsWith('"')) {
        text += '"';
        this.#at++;
      } else if (rest === '' || rest === '\n' || rest.startsWith(',')) return text;
      else return this.#fail(quote);
    }
  }

  #fail(at: number, reason = 'extraneous or missing " in quoted-field'): string {
    const record = this.#number === this.#start ? '' : `record on line ${this.#start + 1}; `;
    this.error = `${record}parse error on line ${this.#number + 1}, column ${at + 1}: ${reason}`;
    return '';
  }
}
