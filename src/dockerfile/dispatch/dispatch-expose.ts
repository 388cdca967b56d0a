import { goQuote } from '../../words/go-quote.js';
import { DockerfileError } from '../dockerfile-error.js';
import { expand } from '../expansion/expand.js';
import type { ListInstruction } from '../instructions/instruction.js';
import { complaints } from '../lint/rules.js';
import type { Scope } from './scope.js';

export function dispatchExpose(scope: Scope, { values }: ListInstruction): void {
  const { planning, state, settings } = scope;
  const words = values.flatMap((value) => expand(value, state.env, { escape: planning.escape }).words);
  const ports = words.flatMap((word) => portsOf(scope, word));
  scope.set({ ExposedPorts: { ...settings.ExposedPorts, ...Object.fromEntries(ports.map((port) => [port, {}])) } });
  scope.note(`EXPOSE [${ports.join(' ')}]`);
}

/** The ports of `[ip:][host:]8000-8002/tcp`, such as `8000/tcp`. */
function portsOf({ linter, command }: Scope, text: string): readonly string[] {
  const { location } = command.instruction;
  const parts = text.split(':');
  const inner = parts.at(-1) ?? '';
  const host = parts.at(-2) ?? '';
  const ip = parts.slice(0, -2).join(':');
  const slash = inner.indexOf('/');
  const port = slash < 0 ? inner : inner.slice(0, slash);
  const protocol = (slash < 0 ? '' : inner.slice(slash + 1)) || 'tcp';
  if (port === '') throw new DockerfileError(`invalid port: ${goQuote(text)}: no port specified`);
  if (!['tcp', 'udp', 'sctp'].includes(protocol.toLowerCase()))
    throw new DockerfileError(`invalid port: ${goQuote(text)}: invalid proto: ${protocol}`);
  if (protocol !== protocol.toLowerCase())
    linter.report('exposeProtoCasing', location, complaints.exposeProtoCasing(text));
  if (ip !== '' || host !== '') linter.report('exposeInvalidFormat', location, complaints.exposeInvalidFormat(text));
  if (ip !== '' && !isAddress(ip.replace(/^\[(.*)\]$/, '$1'))) throw new DockerfileError(`invalid IP address: ${ip}`);
  const range = rangeOf(port);
  if (range === undefined) throw new DockerfileError(`invalid containerPort: ${port}`);
  const hostRange = host === '' ? range : rangeOf(host);
  if (hostRange === undefined) throw new DockerfileError(`invalid hostPort: ${host}`);
  if (range.last - range.first !== hostRange.last - hostRange.first && range.first !== range.last)
    throw new DockerfileError(`invalid ranges specified for container and host Ports: ${port} and ${host}`);
  return Array.from({ length: range.last - range.first + 1 }, (_, i) => `${range.first + i}/${protocol.toLowerCase()}`);
}

function isAddress(text: string): boolean {
  const byte = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
  return (
    new RegExp(`^${byte}(?:\\.${byte}){3}$`).test(text) || (text.includes(':') && URL.canParse(`http://[${text}]`))
  );
}

function rangeOf(text: string): { readonly first: number; readonly last: number } | undefined {
  const [, start, end = start] = /^\+?(\d+)(?:-\+?(\d+))?$/.exec(text) ?? [];
  if (start === undefined) return undefined;
  const [first, last] = [Number(start), Number(end)];
  return first <= last && last <= 65535 ? { first, last } : undefined;
}
