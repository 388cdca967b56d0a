import { goQuote } from '../../words/go-quote.js';

/** The names that containerd knows. */
const systems = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux macos nacl netbsd openbsd plan9 solaris windows zos'.split(
    ' ',
  ),
);
const architectures = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm i386 x86_64 x86-64 aarch64 armhf armel'.split(
    ' ',
  ),
);
const component = /^[A-Za-z0-9_-]+$/;

/** The first problem of some platforms, each of which may be several with commas between them. */
export function platformsProblem(platforms: readonly string[]): string | undefined {
  for (const platform of platforms.flatMap((text) => text.split(','))) {
    const problem = platform.toLowerCase() === 'local' ? undefined : platformProblem(platform);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** What containerd says of a platform that it cannot read. */
export function platformProblem(platform: string): string | undefined {
  const reason = unreadable(platform);
  return reason === undefined ? undefined : `${reason}: invalid argument`;
}

function unreadable(platform: string): string | undefined {
  const quoted = goQuote(platform);
  if (platform.includes('*')) return `${quoted}: wildcards not yet supported`;
  const parts = platform.split('/');
  const wrong = parts.find((part) => !component.test(part));
  if (wrong !== undefined) {
    return `${goQuote(wrong)} is an invalid component of ${quoted}: platform specifier component must match ${goQuote(component.source)}`;
  }
  if (parts.length > 3) return `${quoted}: cannot parse platform specifier`;
  const [only = ''] = parts;
  const name = only.toLowerCase();
  if (parts.length === 1 && !systems.has(name) && !architectures.has(name)) {
    return `${quoted}: unknown operating system or architecture`;
  }
  return undefined;
}
