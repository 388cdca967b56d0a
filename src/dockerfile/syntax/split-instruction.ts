/** An instruction in its parts, its flags without quotes and escapes. */
export interface SplitInstruction {
  readonly keyword: string;
  readonly flags: readonly string[];
  readonly rest: string;
}

export function splitInstruction(line: string, escape: string): SplitInstruction {
  const trimmed = line.trim();
  const blank = /[\t\v\f\r ]+/.exec(trimmed);
  if (blank === null) return { keyword: trimmed, flags: [], rest: '' };
  const { flags, rest } = leadingFlags(trimmed.slice(blank.index + blank[0].length), escape);
  return { keyword: trimmed.slice(0, blank.index), flags, rest: rest.trim() };
}

function leadingFlags(text: string, escape: string): { readonly flags: readonly string[]; readonly rest: string } {
  const flags: string[] = [];
  let at = 0;
  for (;;) {
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
    if (!text.startsWith('--', at)) return { flags, rest: text.slice(at) };
    const word = flagAt(text, at, escape);
    at = word.end;
    if (word.text === '--' && !word.isLast) return { flags, rest: text.slice(at) };
    if (word.text !== '' && word.text !== '--') flags.push(word.text);
    if (word.isLast) return { flags, rest: '' };
  }
}

interface Word {
  readonly text: string;
  readonly end: number;
  readonly isLast: boolean;
}

function flagAt(text: string, start: number, escape: string): Word {
  let word = '';
  let quote = '';
  for (let at = start; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote === '' && /\s/.test(character)) return { text: word, end: at, isLast: false };
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character !== escape) word += character;
    else {
      at++;
      word += text[at] ?? '';
    }
  }
  return { text: word, end: text.length, isLast: true };
}
