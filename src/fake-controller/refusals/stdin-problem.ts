import type { BuildOptions } from '../../protocol/messages.js';

const compressed = [
  Buffer.from([0x42, 0x5a, 0x68]),
  Buffer.from([0x1f, 0x8b, 0x08]),
  Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
];

/**
 * The problem of stdin that is the Dockerfile itself while another Dockerfile is named: as the context, stdin is either
 * an archive or the Dockerfile.
 */
export function stdinProblem({ contextPath, dockerfileName }: BuildOptions, stdin: Buffer): string | undefined {
  if (contextPath !== '-' || dockerfileName === '' || stdin.length === 0 || isArchive(stdin)) return undefined;
  return 'ambiguous Dockerfile source: both stdin and flag correspond to Dockerfiles';
}

function isArchive(stdin: Buffer): boolean {
  return compressed.some((magic) => stdin.subarray(0, magic.length).equals(magic)) || isTar(stdin);
}

/**
 * Whether bytes are a tar archive. Its header holds the sum of its bytes, in which the bytes of the sum itself count as
 * spaces.
 */
function isTar(stdin: Buffer): boolean {
  const header = stdin.subarray(0, 512);
  if (header.length < 512) return false;
  const written = header.toString('latin1', 148, 156).replaceAll('\0', ' ').trim();
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  return /^[0-7]+$/.test(written) && Number.parseInt(written, 8) === sum;
}
