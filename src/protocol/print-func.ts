import type { CallFunc, Init } from './messages.js';
import { mismatch } from './wire-writer.js';

/**
 * `BuildOptions.PrintFunc` of revision `2023-04`, a string, as {@link CallFunc}: `format=FORMAT,NAME` is taken apart,
 * anything else is the name, verbatim. So {@link formatPrintFunc} gives every string back as it was.
 */
export function parsePrintFunc(text: string): CallFunc | undefined {
  if (text === '') return undefined;
  const [, format, name] = /^format=([^,"=\n\r]+),([^,"=\n\r]+)$/.exec(text) ?? [];
  return format === undefined || name === undefined
    ? { name: text, format: '', ignoreStatus: false }
    : { name, format, ignoreStatus: false };
}

/** @throws ProtocolError when a format comes with a name (or is one) that cannot be written as `format=FORMAT,NAME`. */
export function formatPrintFunc(callFunc: Init<CallFunc> | undefined): string {
  if (callFunc === undefined) return '';
  if (typeof callFunc !== 'object' || callFunc === null) throw mismatch('BuildOptions.callFunc', callFunc, 'an object');
  const { name = '', format = '' } = callFunc;
  if (typeof name !== 'string') throw mismatch('CallFunc.name', name, 'a string');
  if (typeof format !== 'string') throw mismatch('CallFunc.format', format, 'a string');
  if (format === '') return name;
  const text = `format=${format},${name}`;
  const parsed = parsePrintFunc(text);
  if (parsed?.name !== name || parsed.format !== format) {
    throw mismatch('BuildOptions.callFunc', text, 'a name and a format without commas, quotes, = and line breaks');
  }
  return text;
}
