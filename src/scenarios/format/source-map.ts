import { isAlias, isMap, isNode, isScalar, isSeq, parseDocument, LineCounter, type Document, type Node } from 'yaml';
import { keysOf } from '../data-path.js';

/** Where something is in a file. */
export interface Place {
  /** `FILE:LINE:COLUMN`, both from 1. */
  readonly place: string;
  readonly offset: number;
}

/** Tells where parts of a YAML or JSON text are; reads the text when it is first asked. */
export class SourceMap {
  readonly #text: string;
  readonly #filename: string;
  readonly #lines = new LineCounter();
  #document: Document | undefined;

  constructor(text: string, filename: string) {
    this.#text = text;
    this.#filename = filename;
  }

  /** The parsed text; its errors are inside it. */
  get document(): Document {
    this.#document ??= parseDocument(this.#text, {
      prettyErrors: false,
      resolveKnownTags: false,
      lineCounter: this.#lines,
    });
    return this.#document;
  }

  /** The place of an offset. */
  at(offset: number): Place {
    // The lines are known once the text is parsed.
    void this.document;
    const { line, col } = this.#lines.linePos(offset);
    return { place: `${this.#filename}:${Math.max(line, 1)}:${Math.max(col, 1)}`, offset };
  }

  /** The place of a part of the data: of its key, or of itself in a list; of the nearest thing around when it is missing. */
  of(path: string): Place {
    let here: unknown = this.document.contents;
    let offset = startOf(here) ?? 0;
    for (const key of keysOf(path)) {
      const found = this.#child(here, key);
      if (found === undefined) break;
      offset = startOf(found.shown) ?? offset;
      here = found.value;
    }
    return this.at(offset);
  }

  #child(parent: unknown, key: string | number): { readonly shown: unknown; readonly value: unknown } | undefined {
    const node: unknown = isAlias(parent) ? parent.resolve(this.document) : parent;
    if (isSeq(node)) {
      const item = node.items[Number(key)];
      return item === undefined ? undefined : { shown: item, value: item };
    }
    if (!isMap(node)) return undefined;
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
    return pair === undefined ? undefined : { shown: pair.key, value: pair.value };
  }
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node as Node).range?.[0] : undefined;
}
