import { goQuote } from '../../words/go-quote.js';
import { DockerfileError } from '../dockerfile-error.js';

/**
 * What an image runs on.
 *
 * @since 0.1.0
 */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  /** Empty if there is none. */
  readonly variant: string;
}

const component = /^[A-Za-z0-9_.-]+$/;
const osComponent = /^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%-]*)((?:\+[A-Za-z0-9_.%-]+)*)\))?$/;
const operatingSystems: ReadonlySet<string> = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos'.split(
    ' ',
  ),
);
const architectures: ReadonlySet<string> = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  ),
);

/**
 * Reads `linux/arm/v7`, `linux`, `arm64` and the like; what is left out is the builder's own.
 * @throws DockerfileError with the text of BuildKit's library if it is none
 */
export function parsePlatform(text: string, builder: Platform): Platform {
  const bad = (reason: string): DockerfileError => new DockerfileError(`${reason}: invalid argument`);
  if (text.includes('*')) throw bad(`${goQuote(text)}: wildcards not yet supported`);
  const [first = '', ...others] = text.split('/');
  const os = osComponent.exec(first)?.[1];
  if (os === undefined)
    throw bad(
      `${goQuote(first)} is an invalid OS component of ${goQuote(text)}: OSAndVersion specifier component must match ${goQuote(osComponent.source)}`,
    );
  for (const other of others) {
    if (!component.test(other))
      throw bad(
        `${goQuote(other)} is an invalid component of ${goQuote(text)}: platform specifier component must match ${goQuote(component.source)}`,
      );
  }
  const [architecture, variant = ''] = others;
  if (others.length > 2) throw bad(`${goQuote(text)}: cannot parse platform specifier`);
  if (architecture !== undefined) return { os: osOf(os), ...machine(architecture, variant) };
  if (operatingSystems.has(osOf(os))) return { os: osOf(os), architecture: builder.architecture, variant: '' };
  const alone = machine(os, '');
  if (!architectures.has(alone.architecture)) throw bad(`${goQuote(text)}: unknown operating system or architecture`);
  return { os: builder.os, ...alone };
}

/** `linux/arm/v7`. */
export function formatPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, variant].filter((part) => part !== '').join('/');
}

/** The platform in the form in which BuildKit compares it: without the variant that the architecture has anyhow. */
export function normalPlatform(platform: Platform): Platform {
  const normal = normalMachine(platform.architecture, platform.variant);
  return { os: osOf(platform.os), ...normal };
}

function osOf(os: string): string {
  const lower = os.toLowerCase();
  return lower === 'macos' ? 'darwin' : lower;
}

function machine(architecture: string, variant: string): Pick<Platform, 'architecture' | 'variant'> {
  const normal = normalMachine(architecture, variant);
  // A variant stays visible only if somebody wrote it.
  if (variant === '' && normal.architecture === 'arm' && normal.variant === 'v7') return { ...normal, variant: '' };
  if (variant !== '' && normal.architecture === 'arm64' && normal.variant === '') return { ...normal, variant: 'v8' };
  return normal;
}

function normalMachine(architecture: string, variant: string): Pick<Platform, 'architecture' | 'variant'> {
  const name = architecture.toLowerCase();
  const kind = variant.toLowerCase();
  switch (name) {
    case 'i386':
      return { architecture: '386', variant: '' };
    case 'x86_64':
    case 'x86-64':
    case 'amd64':
      return { architecture: 'amd64', variant: kind === 'v1' ? '' : kind };
    case 'aarch64':
    case 'arm64':
      if (['8', 'v8', 'v8.0'].includes(kind)) return { architecture: 'arm64', variant: '' };
      return { architecture: 'arm64', variant: ['9', '9.0', 'v9.0'].includes(kind) ? 'v9' : kind };
    case 'armhf':
      return { architecture: 'arm', variant: 'v7' };
    case 'armel':
      return { architecture: 'arm', variant: 'v6' };
    case 'arm':
      if (kind === '' || kind === '7') return { architecture: 'arm', variant: 'v7' };
      return { architecture: 'arm', variant: ['5', '6', '8'].includes(kind) ? `v${kind}` : kind };
    default:
      return { architecture: name, variant: kind };
  }
}
