import type { Document, LineCounter, Node } from 'yaml';
import { keysOf } from '../data-path.js';
import { ScenarioError } from '../scenario-error.js';
import { unsoundness } from './unsound.js';
import { yaml } from './yaml.js';

/** The deepest nesting of a text; no scenario needs as much. */
const deepest = 200;

/** The most words and signs of a text: the YAML library takes seconds to read as many. */
const mostLexemes = 500_000;

/** Where something is in a file. */
export interface Place {
  /** `FILE:LINE:COLUMN`, counted from 1; only `FILE` for a text that is too long to be searched. */
  readonly place: string;
  readonly offset: number;
}

/** Tells where parts of a YAML or JSON text are. It reads the text when it is first asked. */
export class SourceMap {
  readonly #text: string;
  readonly #filename: string;
  #lines: LineCounter | undefined;
  #document: Document | undefined;
  #tooLong = false;

  constructor(text: string, filename: string) {
    this.#text = text;
    this.#filename = filename;
  }

  /** The parsed text; its errors are inside it. @throws ScenarioError when it nests too deeply, or is too long, to be parsed */
  get document(): Document {
    this.#document ??= this.#parse();
    return this.#document;
  }

  /** The place of an offset. */
  at(offset: number): Place {
    this.#lines ??= linesOf(this.#text);
    const { line, col } = this.#lines.linePos(offset);
    return { place: `${this.#filename}:${line}:${col}`, offset };
  }

  /**
   * The place of a part of the data: of its key in a map, or of itself in a list. For a part that is missing, the place
   * of the nearest part around it.
   */
  of(path: string): Place {
    return this.#unlessTooLong((document) => {
      let here: unknown = document.contents;
      let offset = startOf(here) ?? 0;
      for (const key of keysOf(path)) {
        const found = this.#child(here, key);
        if (found === undefined) break;
        offset = startOf(found.shown) ?? offset;
        here = found.value;
      }
      return this.at(offset);
    });
  }

  /** The place of the first key that its map has twice. */
  ofTwin(): Place {
    return this.#unlessTooLong((document) => this.at(unsoundness(document)?.offset ?? 0));
  }

  /** Where the text is first wrong as YAML. */
  offsetOfError(): number {
    return this.#unlessTooLong((document) => this.at(document.errors[0]?.pos[0] ?? 0)).offset;
  }

  #unlessTooLong(find: (document: Document) => Place): Place {
    const nowhere = { place: this.#filename, offset: 0 };
    // Remembered, because it takes a second to find out.
    if (this.#tooLong) return nowhere;
    try {
      return find(this.document);
    } catch (error) {
      if (this.#tooLong) return nowhere;
      throw error;
    }
  }

  #parse(): Document {
    const refused = whereRefused(this.#text);
    if (refused !== undefined) {
      const { offset, message } = refused;
      this.#tooLong = message !== tooDeep;
      throw new ScenarioError([{ path: '', message, place: this.at(offset).place }]);
    }
    // `uniqueKeys` is off, because the library compares each key of a map with all others; `unsoundness` takes less
    // time.
    return yaml().parseDocument(this.#text, { prettyErrors: false, resolveKnownTags: false, uniqueKeys: false });
  }

  #child(parent: unknown, key: string | number): { readonly shown: unknown; readonly value: unknown } | undefined {
    const node: unknown = yaml().isAlias(parent) ? parent.resolve(this.document) : parent;
    if (yaml().isSeq(node)) {
      const item = node.items[Number(key)];
      return item === undefined ? undefined : { shown: item, value: item };
    }
    if (!yaml().isMap(node)) return undefined;
    const pair = node.items.find((item) => yaml().isScalar(item.key) && String(item.key.value) === String(key));
    return pair === undefined ? undefined : { shown: pair.key, value: pair.value };
  }
}

function linesOf(text: string): LineCounter {
  const lines = new (yaml().LineCounter)();
  for (let start = 0; start >= 0; start = text.indexOf('\n', start) + 1 || -1) lines.addNewLine(start);
  return lines;
}

const tooDeep = 'nested too deeply';
const tooLong = `more than ${mostLexemes} words and signs`;

/**
 * Where a text is refused, if it is: where it nests too deeply, because the parser recurses and V8 dies of some things
 * that it does on a full stack; or where it has more words than can be read in bearable time. The part of the parser
 * that is used here does not recurse.
 */
function whereRefused(text: string): { readonly offset: number; readonly message: string } | undefined {
  const parser = new (yaml().Parser)();
  let offset = 0;
  let lexemes = 0;
  for (const lexeme of new (yaml().Lexer)().lex(text)) {
    if (++lexemes > mostLexemes) return { offset, message: tooLong };
    for (const _ of parser.next(lexeme)) if (parser.stack.length > deepest) return { offset, message: tooDeep };
    if (parser.stack.length > deepest) return { offset, message: tooDeep };
    offset += lexeme.length;
  }
  return undefined;
}

function startOf(node: unknown): number | undefined {
  return yaml().isNode(node) ? (node as Node).range?.[0] : undefined;
}
