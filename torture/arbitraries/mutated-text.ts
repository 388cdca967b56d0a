import * as fc from 'fast-check';
import { mutatedBytes } from './mutated-bytes.js';

/** What makes readers of YAML, JSON, patterns and durations stumble. */
const token = fc.constantFrom(
  ...['&a [*a]', '*a', '<<: *a', '!!binary x', '!!set {a}', '!<tag:x> y', '%YAML 9.9', '---', '...', '? ', '| ', '>-'],
  ...['{', '}', '[', ']', ',', ':', '"', "'", '#', '\t', '- ', '{{{{', '[[[[', '\\u0000', '\\ud800', '"\\x"'],
  ...[
    '__proto__: {a: 1}',
    'constructor: x',
    'toString: 1',
    'null',
    '~',
    'true',
    'NaN',
    '.inf',
    '-0',
    '1e999',
    '0x',
    '1_000',
  ],
  ...[
    '9007199254740993',
    '-1',
    '1e9h',
    '-5s',
    '99999999999h',
    '/(/',
    '/(a+)+$/',
    '/[/',
    '(?=x)',
    '{{tags[99999]}}',
    '{{',
  ],
  ...[
    '\0',
    '\u001b[2J',
    '\u202e',
    '\u2028',
    '\ufeff',
    '\u0085',
    'é',
    '🙂',
    'A'.repeat(5000),
    '['.repeat(3000),
    '\n'.repeat(200),
  ],
);

/** A value where another was: of the wrong type, too large, too small, or a name that objects have. */
const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    ' ',
    0,
    -1,
    1.5,
    1e300,
    2 ** 53,
    2 ** 31,
    [],
    {},
    [[]],
    [null],
    { a: 1 },
    '__proto__',
  ),
  fc.constantFrom<unknown>(
    '1h',
    '1e9h',
    '/(/',
    '/(a+)+$/',
    '{{tags[0]}}',
    '\u001b[2J\u202e',
    '\ud800',
    'A'.repeat(5000),
  ),
  token,
  fc.jsonValue({ maxDepth: 3 }),
);

type TextEdit = (text: string) => string;

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

const lineEdit: fc.Arbitrary<TextEdit> = fc
  .tuple(place, fc.constantFrom('drop', 'double', 'indent', 'cut', 'swap', 'put'), token)
  .map(([at, what, word]) => (text: string) => {
    const lines = text.split('\n');
    const index = Math.floor(at * lines.length);
    const line = lines[index] ?? '';
    const by: Readonly<Record<typeof what, readonly string[]>> = {
      drop: [],
      double: [line, line],
      indent: [`  ${line}`],
      cut: [line.slice(0, Math.floor(line.length / 2))],
      swap: [lines[index + 1] ?? '', line],
      put: [`${line}${word}`],
    };
    return lines.toSpliced(index, what === 'swap' ? 2 : 1, ...by[what]).join('\n');
  });

/** Texts that were good, and are no longer: their bytes, their lines, or the values of their data, printed as JSON. */
export function mutatedText(good: readonly string[], data: readonly unknown[]): fc.Arbitrary<Uint8Array> {
  const text = fc.constantFrom(...good);
  const lines = fc
    .tuple(text, fc.array(lineEdit, { minLength: 1, maxLength: 3 }))
    .map(([before, edits]) => Buffer.from(edits.reduce((changed, edit) => edit(changed), before)));
  const bytes = mutatedBytes(text.map((before) => Buffer.from(before)));
  if (data.length === 0) return fc.oneof<fc.Arbitrary<Uint8Array>[]>(bytes, lines);
  const change = fc.tuple(place, fc.oneof({ weight: 4, arbitrary: value }, fc.constant(undefined)));
  const tree = fc
    .tuple(fc.constantFrom(...data), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([before, changes]) => changes.reduce<unknown>((now, [at, by]) => replaced(now, at, by), before))
    .map((changed) => Buffer.from(JSON.stringify(changed, undefined, 1) ?? ''));
  return fc.oneof({ weight: 1, arbitrary: bytes }, { weight: 1, arbitrary: lines }, { weight: 2, arbitrary: tree });
}

/** The value at this place of all, in the order of reading, is another; with undefined, it is left out. */
function replaced(data: unknown, at: number, by: unknown): unknown {
  let left = Math.floor(at * count(data));
  const visit = (node: unknown): unknown => {
    if (left-- === 0) return by;
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, below]) => [key, visit(below)]));
  };
  return visit(data);
}

function count(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 1;
  return Object.values(node).reduce<number>((sum, below) => sum + count(below), 1);
}
