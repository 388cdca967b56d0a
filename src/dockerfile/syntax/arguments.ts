import { goQuote } from '../../words/go-quote.js';
import { DockerfileError } from '../dockerfile-error.js';

/** What stands behind an instruction's keyword and flags, in the form that the instruction has. */
export interface Arguments {
  readonly values: readonly string[];
  /** They were written as a JSON array. */
  readonly isJson: boolean;
}

const none: Arguments = { values: [], isJson: false };

/** How the arguments of each instruction are read, by its keyword in lower case. */
export const argumentReaders: Readonly<Record<string, (rest: string, escape: string) => Arguments>> = {
  add: jsonOrWords,
  arg: (rest, escape) => ({ values: assignmentWords(rest, escape), isJson: false }),
  cmd: jsonOrText,
  copy: jsonOrWords,
  entrypoint: jsonOrText,
  env: (rest, escape) => assignments(rest, 'ENV', escape),
  expose: blankSeparated,
  from: blankSeparated,
  healthcheck,
  label: (rest, escape) => assignments(rest, 'LABEL', escape),
  maintainer: whole,
  run: jsonOrText,
  shell: jsonOrText,
  stopsignal: whole,
  user: whole,
  volume: jsonOrWords,
  workdir: whole,
};

function whole(rest: string): Arguments {
  return rest === '' ? none : { values: [rest], isJson: false };
}

function blankSeparated(rest: string): Arguments {
  return rest === '' ? none : { values: rest.split(/[\t\v\f\r ]+/), isJson: false };
}

function jsonOrText(rest: string): Arguments {
  return jsonForm(rest) ?? whole(rest);
}

function jsonOrWords(rest: string): Arguments {
  return jsonForm(rest) ?? blankSeparated(rest);
}

function jsonForm(rest: string): Arguments | undefined {
  if (!rest.startsWith('[')) return undefined;
  let values: unknown;
  try {
    values = JSON.parse(rest);
  } catch {
    // Whatever is no JSON is meant for a shell.
    return undefined;
  }
  if (!Array.isArray(values)) return undefined;
  if (!values.every((value) => typeof value === 'string'))
    throw new DockerfileError('when using JSON array syntax, arrays must be comprised of strings only');
  return { values, isJson: true };
}

function healthcheck(rest: string): Arguments {
  const [, kind = '', command = ''] = /^(\S*)\s*(.*)$/s.exec(rest) ?? [];
  if (kind === '') return none;
  const { values, isJson } = jsonOrText(command);
  return { values: [kind, ...values], isJson };
}

/** Threes of a name, a value, and `=` or, in the legacy form, nothing. */
function assignments(rest: string, keyword: string, escape: string): Arguments {
  const words = assignmentWords(rest, escape);
  const [first] = words;
  if (first === undefined) return none;
  if (!first.includes('=')) {
    const [, name, value] = /^(.*?)[\t\v\f\r ]+(.*)$/s.exec(rest) ?? [];
    if (name === undefined || value === undefined) throw new DockerfileError(`${keyword} must have two arguments`);
    return { values: [name, value, ''], isJson: false };
  }
  const values = words.flatMap((word) => {
    const equals = word.indexOf('=');
    if (equals < 0)
      throw new DockerfileError(`Syntax error - can't find = in ${goQuote(word)}. Must be of the form: name=value`);
    return [word.slice(0, equals), word.slice(equals + 1), '='];
  });
  return { values, isJson: false };
}

/** Words that are divided by blanks, with their quotes and escapes. */
function assignmentWords(rest: string, escape: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  for (let at = 0; at < rest.length; at++) {
    const character = rest[at] ?? '';
    if (quote === '' && /\s/u.test(character)) {
      if (word !== '') words.push(word);
      word = '';
      continue;
    }
    if (character === escape && quote !== "'") {
      // An escape at the end is left out.
      if (at + 1 === rest.length) break;
      at++;
      word += character + (rest[at] ?? '');
      continue;
    }
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    word += character;
  }
  return word === '' ? words : [...words, word];
}
