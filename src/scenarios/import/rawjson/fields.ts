import type { Timestamp } from '../../../protocol/messages.js';
import { isObject } from '../../../protocol/is-object.js';
import { ImportError } from '../import-error.js';
import { timestampOf } from '../../../time/rfc3339.js';

/** The fields of an object of BuildKit's JSON, each with its type; a field that is not there has its default. */
export class Fields {
  readonly #object: Readonly<Record<string, unknown>>;
  /** Where it stands, such as `vertexes[2]`. */
  readonly #path: string;
  readonly #line: number;

  /** @throws ImportError when it is no object */
  constructor(value: unknown, path: string, line: number) {
    this.#path = path;
    this.#line = line;
    if (!isObject(value)) throw this.#refusal('', 'an object', value);
    this.#object = value;
  }

  text(name: string): string {
    const value = this.#object[name] ?? '';
    if (typeof value !== 'string') throw this.#refusal(name, 'a text', value);
    return value;
  }

  flag(name: string): boolean {
    const value = this.#object[name] ?? false;
    if (typeof value !== 'boolean') throw this.#refusal(name, 'true or false', value);
    return value;
  }

  integer(name: string): bigint {
    const value = this.#object[name] ?? 0;
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw this.#refusal(name, 'a whole number', value);
    return BigInt(value);
  }

  bytes(name: string): Uint8Array {
    return this.#base64(name, this.text(name));
  }

  listOfBytes(name: string): readonly Uint8Array[] {
    return this.#list(name).map((value, i) => {
      if (typeof value !== 'string') throw this.#refusal(`${name}[${i}]`, 'a text', value);
      return this.#base64(`${name}[${i}]`, value);
    });
  }

  texts(name: string): readonly string[] {
    return this.#list(name).map((value, i) => {
      if (typeof value !== 'string') throw this.#refusal(`${name}[${i}]`, 'a text', value);
      return value;
    });
  }

  /** A moment; empty when it is absent, so that it can be spread. */
  time<N extends string>(name: N): { readonly [K in N]?: Timestamp } {
    const text = this.text(name);
    if (text === '') return {};
    const time = timestampOf(text);
    if (time === undefined) throw this.#refusal(name, 'a moment such as 2026-01-31T12:00:00.5Z', text);
    return { [name]: time } as { readonly [K in N]?: Timestamp };
  }

  list<T>(name: string, read: (fields: Fields) => T): readonly T[] {
    return this.#list(name).map((value, i) => read(new Fields(value, this.#at(`${name}[${i}]`), this.#line)));
  }

  /** What an object's own keys hold, such as digests. */
  map<T>(name: string, read: (fields: Fields) => T): Readonly<Record<string, T>> {
    const inside = this.object(name, (fields) => fields);
    if (inside === undefined) return {};
    return Object.fromEntries(
      Object.entries(inside.#object).map(([key, value]) => [key, read(new Fields(value, inside.#at(key), this.#line))]),
    );
  }

  /** The keys of an object whose values are of one type. */
  entries<T extends string | boolean>(name: string, type: 'string' | 'boolean'): Readonly<Record<string, T>> {
    const inside = this.object(name, (fields) => fields);
    if (inside === undefined) return {};
    for (const [key, value] of Object.entries(inside.#object))
      if (typeof value !== type) throw inside.#refusal(key, `a ${type}`, value);
    return inside.#object as Readonly<Record<string, T>>;
  }

  object<T>(name: string, read: (fields: Fields) => T): T | undefined {
    const value = this.#object[name] ?? undefined;
    return value === undefined ? undefined : read(new Fields(value, this.#at(name), this.#line));
  }

  #list(name: string): readonly unknown[] {
    const value = this.#object[name] ?? [];
    if (!Array.isArray(value)) throw this.#refusal(name, 'a list', value);
    return value;
  }

  #base64(name: string, text: string): Uint8Array {
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) throw this.#refusal(name, 'base64', text);
    return new Uint8Array(Buffer.from(text, 'base64'));
  }

  #at(name: string): string {
    if (name === '') return this.#path === '' ? 'the event' : this.#path;
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }

  #refusal(name: string, wanted: string, value: unknown): ImportError {
    const shown = JSON.stringify(value)?.slice(0, 60) ?? String(value);
    return new ImportError(
      `${this.#at(name)} has to be ${wanted} and is ${shown}: take the event out, or mend it`,
      this.#line,
    );
  }
}
