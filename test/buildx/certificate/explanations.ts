import type { CertifiedCase } from './certified-case.js';
import type { Lone } from './facts/lone-facts.js';

/** Why the fake and a real BuildKit differ. */
export interface Explanation {
  readonly name: string;
  /** A sentence or two, for those who use the fake. */
  readonly why: string;
  /** The engines that differ so. Default: all. */
  readonly engines?: readonly string[];
  /** The cases in which they may. Default: all. */
  readonly cases?: readonly string[];
  /** What the real one alone says. Default: nothing. */
  readonly real?: RegExp;
  /** What the fake alone says. Default: nothing. */
  readonly fake?: RegExp;
}

const anything = /./;

/** Every kind of difference that is known. What none of them covers is a defect of the fake. */
export const explanations: readonly Explanation[] = [
  {
    name: 'asks for every file',
    why: 'A real BuildKit keeps what a client has sent, and asks for what changed since. The fake keeps no file, and asks for all of them in every build.',
    real: /^2: vertex \[internal\] load build context: status transferring context: .* \d\d$/,
    fake: /^2: vertex \[internal\] load build context: status transferring context: /,
  },
  {
    name: 'counts content alone',
    why: 'A real BuildKit counts the names and attributes of the files that it sends to the client, the fake their content alone.',
    cases: ['exports files'],
    real: /status copying files/,
    fake: /status copying files/,
  },
  {
    name: 'loads a layout at once',
    why: 'A real BuildKit looks for the image of an OCI directory once more before it loads it.',
    cases: ['builds on an OCI directory'],
    real: /OCI load from client: /,
    fake: /OCI load from client: /,
  },
  {
    name: 'finds nothing in caches',
    why: 'The fake reads the caches that a client names, but no step comes from them unless a script says so.',
    cases: ['writes a cache to a directory and reads it'],
    real: /^2: vertex \[1\/1\] COPY /,
    fake: /^2: vertex \[1\/1\] COPY /,
  },
  {
    name: 'writes caches as newer ones do',
    why: 'BuildKit 0.13 writes a cache as an index, newer ones as a manifest.',
    engines: ['26.1.5'],
    cases: ['writes a cache to a directory and reads it'],
    real: /status (?:writing cache|inferred cache) manifest/,
    fake: /status (?:writing cache image|inferred cache) manifest/,
  },
  {
    name: 'knows no files of stages',
    why: 'A script says in one text why a step and its build fail. Of a file that a stage lacks, a real BuildKit says more for the build: `failed to compute cache key: `.',
    cases: ['fails in COPY from a stage that lacks it'],
    real: /^stderr: ERROR: /,
    fake: /^stderr: ERROR: /,
  },
  {
    name: 'tells no LLB of a check',
    why: 'A real BuildKit puts the LLB by which it read the Dockerfile into its answer as JSON.',
    engines: ['28.5.2'],
    cases: ['checks into JSON'],
    real: /^stdout: /,
  },
  {
    name: 'warns as newer ones do',
    why: 'BuildKit warns of Dockerfiles since 0.15.',
    engines: ['26.1.5'],
    cases: [
      ...[
        'warns of a Dockerfile of many faults',
        'warns of a variable that nobody declares',
        'warns in plain progress',
      ],
      ...['fails for warnings, as its Dockerfile says', 'refuses an empty name of an image'],
      'refuses a name of an image that is none',
    ],
    real: anything,
    fake: anything,
  },
  {
    name: 'runs insecurely',
    why: 'The flag `--security` of RUN came with BuildKit 0.26; before, it was there in a frontend of its own.',
    cases: ['is refused to run insecurely'],
    real: anything,
    fake: anything,
  },
  {
    name: 'reads on before it refuses',
    why: 'BuildKit 0.13 looks at mounts and ports before it reads the `.dockerignore`.',
    engines: ['26.1.5'],
    cases: ['refuses a mount of an unknown type', 'refuses EXPOSE of no port'],
    fake: /\.dockerignore/,
  },
  {
    name: 'says it as newer ones do',
    why: 'Some texts of errors changed after BuildKit 0.13.',
    engines: ['26.1.5'],
    cases: ['refuses an unknown flag', 'refuses EXPOSE of no port', 'refuses a stage that does not exist'],
    real: /^stderr: /,
    fake: /^stderr: /,
  },
];

/**
 * The names of what explains the differences of a case, and the differences that nothing explains.
 * @param engine the version of the engine that has the real BuildKit
 */
export function explained(
  { name }: Pick<CertifiedCase, 'name'>,
  engine: string,
  lone: readonly Lone[],
): { readonly by: readonly string[]; readonly unexplained: readonly Lone[] } {
  const by = new Set<string>();
  const unexplained = lone.filter(({ side, fact }) => {
    const found = explanations.find(
      ({ engines, cases, [side]: pattern }) =>
        pattern?.test(fact) === true && (engines?.includes(engine) ?? true) && (cases?.includes(name) ?? true),
    );
    if (found !== undefined) by.add(found.name);
    return found === undefined;
  });
  return { by: [...by].toSorted(), unexplained };
}

/** The names of what is said to differ on an engine, but explains nothing there any more. */
export function unused(engine: string, used: ReadonlySet<string>): readonly string[] {
  return explanations
    .filter(({ name, engines }) => (engines?.includes(engine) ?? true) && !used.has(name))
    .map(({ name }) => name);
}
