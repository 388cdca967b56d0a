import type { Document, Node } from 'yaml';
import { yaml } from './yaml.js';

/** The most aliases of a file: each takes the YAML library time in proportion to all of them. */
const mostAliases = 10_000;

/** The most values that a file may come to when its aliases are written out. */
export const mostValues = 2_000_000;

/** What keeps a well-formed document from being data, and where that is. */
export interface Unsoundness {
  readonly what: 'twin' | 'alias';
  readonly message: string;
  readonly offset: number;
}

/**
 * Finds the first key that its map has twice, the first alias that has no anchor or stands within its own, or the first
 * alias that is one too many. Takes time in proportion to the document, however much its aliases come to and however
 * many keys a map has.
 */
export function unsoundness(document: Document): Unsoundness | undefined {
  try {
    new Inspection().of(document.contents);
    return undefined;
  } catch (error) {
    if (error instanceof Found) return error.unsoundness;
    throw error;
  }
}

/** Thrown to end an inspection as soon as something is found. */
class Found extends Error {
  readonly unsoundness: Unsoundness;

  constructor(what: Unsoundness['what'], message: string, node: Node) {
    super(message);
    this.unsoundness = { what, message, offset: node.range?.[0] ?? 0 };
  }
}

class Inspection {
  /** How many values each anchor comes to; undefined while it is being read. */
  readonly #anchors = new Map<string, number | undefined>();
  #aliases = 0;

  /** How many values a node comes to when its aliases are written out. */
  of(node: unknown): number {
    if (yaml().isAlias(node)) return this.#alias(node);
    if (!yaml().isMap(node) && !yaml().isSeq(node)) return this.#anchored(node, () => 1);
    return this.#anchored(node, () => (yaml().isMap(node) ? this.#map(node) : this.#parts(node, node.items)));
  }

  #map(map: Node & { readonly items: readonly { readonly key: unknown; readonly value: unknown }[] }): number {
    const keys = new Set<string>();
    for (const { key } of map.items) {
      if (!yaml().isScalar(key)) continue;
      const name = String(key.value);
      if (keys.has(name)) throw new Found('twin', 'Map keys must be unique', key);
      keys.add(name);
    }
    return this.#parts(
      map,
      map.items.flatMap(({ key, value }) => (yaml().isScalar(key) ? [value] : [key, value])),
    );
  }

  #parts(whole: Node, parts: readonly unknown[]): number {
    let count = 1;
    for (const part of parts) {
      count += this.of(part);
      if (count > mostValues)
        throw new Found('alias', `it comes to more than ${mostValues} values`, yaml().isNode(part) ? part : whole);
    }
    return count;
  }

  #anchored(node: unknown, count: () => number): number {
    const anchor = yaml().isNode(node) && 'anchor' in node ? node.anchor : undefined;
    if (typeof anchor !== 'string') return count();
    this.#anchors.set(anchor, undefined);
    const values = count();
    this.#anchors.set(anchor, values);
    return values;
  }

  #alias(alias: Node & { readonly source: string }): number {
    const { source } = alias;
    if (++this.#aliases > mostAliases) throw new Found('alias', `more than ${mostAliases} aliases`, alias);
    if (!this.#anchors.has(source)) throw new Found('alias', `there is no anchor &${source} before *${source}`, alias);
    const values = this.#anchors.get(source);
    if (values === undefined) throw new Found('alias', `&${source} holds itself: *${source}`, alias);
    return values;
  }
}
