import { DockerfileError } from '../dockerfile-error.js';
import type { CharacterReader } from './character-reader.js';
import type { Expander } from './expander.js';
import { replaced, trimmed } from './shell-pattern.js';

/** What `$X`, `${X}` or `${X:-word}`, which is next, stands for. */
export function substitution(expander: Expander): string {
  const { reader, keepUnset } = expander;
  reader.next();
  if (reader.peek() !== '{') {
    const name = variableName(reader);
    if (name === '') return '$';
    return expander.valueOf(name) ?? (keepUnset ? `$${name}` : '');
  }
  reader.next();
  if (reader.isAtEnd) throw new DockerfileError("syntax error: missing '}'");
  if ('{}:'.includes(reader.peek())) throw new DockerfileError('syntax error: bad substitution');
  const name = variableName(reader);
  const modifier = reader.next();
  if (modifier === '}') return expander.valueOf(name) ?? (keepUnset ? `\${${name}}` : '');
  return modifier === '/' ? withReplacement(expander, name) : withModifier(expander, name, modifier);
}

function withModifier(expander: Expander, name: string, first: string): string {
  const { reader, keepUnset } = expander;
  const emptyIsUnset = first === ':';
  const modifier = emptyIsUnset ? reader.next() : first;
  const written = emptyIsUnset ? `:${modifier}` : first || '\ufffd';
  const isPattern = modifier === '#' || modifier === '%';
  const isKnown = emptyIsUnset || (first !== '' && '+-?#%'.includes(first));
  if (!isKnown || (emptyIsUnset && isPattern))
    throw new DockerfileError(`unsupported modifier (${written}) in substitution`);
  const word = orMissing(reader, '}', () => expander.upTo('}', isPattern));
  const value = expander.valueOf(name);
  if (keepUnset && value === undefined) return `\${${name}${written}${word}}`;
  const isSet = value !== undefined && !(emptyIsUnset && value === '');
  switch (modifier) {
    case '-':
      return isSet ? value : word;
    case '+':
      return isSet ? word : '';
    case '?':
      if (isSet) return value;
      throw new DockerfileError(
        `${name}: ${word || (value === undefined ? 'is not allowed to be unset' : 'is not allowed to be empty')}`,
      );
    case '#':
    case '%': {
      const greedy = word.startsWith(modifier);
      return trimmed(value ?? '', greedy ? word.slice(1) : word, modifier, greedy);
    }
    default:
      throw new DockerfileError(`unsupported modifier (${written}) in substitution`);
  }
}

function withReplacement(expander: Expander, name: string): string {
  const { reader, keepUnset } = expander;
  const all = reader.peek() === '/';
  if (all) reader.next();
  const pattern = orMissing(reader, '/', () => expander.upTo('/', true));
  const replacement = orMissing(reader, '}', () => expander.upTo('}', true));
  const value = expander.valueOf(name);
  if (keepUnset && value === undefined) return `\${${name}/${pattern}/${replacement}}`;
  return replaced(value ?? '', pattern, replacement, all);
}

function orMissing(reader: CharacterReader, end: '/' | '}', fn: () => string): string {
  try {
    return fn();
  } catch (error) {
    if (!(error instanceof DockerfileError) || !reader.isAtEnd) throw error;
    throw new DockerfileError(`syntax error: missing '${end}'${end === '/' ? ' in ${}' : ''}`);
  }
}

function variableName(reader: CharacterReader): string {
  if (/\p{Nd}/u.test(reader.peek())) return reader.takeWhile(/\p{Nd}/u);
  if (!reader.isAtEnd && '@*#?-$!'.includes(reader.peek())) return reader.next();
  return reader.takeWhile(/[\p{L}\p{Nd}_]/u);
}
