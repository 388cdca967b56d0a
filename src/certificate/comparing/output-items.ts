import type { InvokeMessage } from '../../protocol/messages.js';
import type { Fact } from './item.js';

/** The most that one message carries (docs/real-controller.md §3.1). */
const mostBytes = 4096;

/** What a process said on one stream: its output by file descriptor, however it was cut, and what came in which order. */
export function outputItems(messages: readonly InvokeMessage[]): readonly Fact[] {
  const files = messages.filter((message) => message.kind === 'file');
  const others = messages.filter(({ kind }) => kind !== 'file');
  const facts: Fact[] = [];
  for (const fd of new Set(files.map((file) => file.fd))) {
    const own = files.filter((file) => file.fd === fd);
    const data = own.filter((file) => file.data.length > 0);
    const eofs = own.filter((file) => file.eof);
    if (data.length > 0) {
      const text = Buffer.concat(data.map((file) => file.data)).toString();
      facts.push({ name: `output on fd ${fd}`, value: JSON.stringify(text), messages: data.length });
    }
    if (eofs.length > 0) facts.push({ name: `EOF of fd ${fd}`, value: `${eofs.length}`, messages: eofs.length });
    if (data.length > 0 && eofs[0] !== undefined && own.indexOf(eofs[0]) < own.length - 1)
      facts.push({ name: `after EOF of fd ${fd}`, value: 'more', messages: 0 });
  }
  if (files.some(({ data }) => data.length > mostBytes))
    facts.push({ name: 'largest message', value: 'too large', messages: 0 });
  return [...facts, ...others.map(({ kind }): Fact => ({ name: 'other message', value: kind }))];
}
