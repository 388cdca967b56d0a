import { hash } from 'node:crypto';
import { posix } from 'node:path';
import { cleanPath } from '../clean-path.js';
import { DockerfileError } from '../dockerfile-error.js';
import { goQuote } from '../../words/go-quote.js';
import type { CopyInstruction } from '../instructions/instruction.js';
import { isChmod } from '../instructions/chmod.js';
import { lintCopySource } from '../lint/lint-copy.js';
import { digestProblem } from '../references/digest-problem.js';
import { gitQuery } from '../references/git-query.js';
import { remoteKind } from '../references/remote-source.js';
import { makeVertex, type Vertex } from '../stages/vertex.js';
import { nameWith } from './name-with.js';
import type { Scope } from './scope.js';

/** Plans COPY and ADD. */
export function dispatchCopy(scope: Scope, instruction: CopyInstruction): void {
  const { planning, state, command } = scope;
  const { code, location, kind } = instruction;
  const expanded = expandedCopy(scope, instruction);
  const [source] = command.sources;
  if (source !== undefined && !source.isDispatched)
    throw new DockerfileError(
      `cannot copy from stage ${goQuote(instruction.from)}, it needs to be defined before current stage ${goQuote(state.name)}`,
    );
  refuse(expanded);
  const name = nameWith(scope, code);
  const shown = scope.nameOf(name);
  const paths: string[] = [];
  const pivots: string[] = [];
  const inputs = expanded.sources.map((path): Vertex | undefined => {
    const remote = remoteKind(path);
    if (remote !== undefined) {
      if (kind === 'copy')
        throw new DockerfileError(`source can't be ${remote === 'git' ? 'a git ref' : 'a URL'} for COPY`);
      if (remote === 'git') refuseGit(path, expanded);
      else refuseChecksum(expanded);
      return makeVertex([path, expanded.checksum, expanded.keepGitDir], [], { name: shown, kind: remote });
    }
    if (source === undefined) lintCopySource(scope, kind, path);
    paths.push(cleanPath('/', path));
    if (expanded.parents) pivots.push(pivotOf(path));
    return source === undefined ? planning.context : source.vertex;
  });
  const inline = expanded.inlineFiles.map(({ name, content }) =>
    makeVertex([name, content], [], { name: '[internal] preparing inline document', kind: 'inline' }),
  );
  const content = { ...expanded, inlineFiles: [], location: undefined, code: undefined, comments: undefined };
  const from = (source === undefined ? planning.context : source.vertex)?.digest;
  const details = {
    kind: 'copy',
    stage: state.name,
    location,
    noCache: state.ignoresCache,
    ...(from === undefined || paths.length === 0 ? {} : { copied: { from, paths } }),
  } as const;
  const target = posix.resolve(state.cwd, expanded.destination);
  // The directory of WORKDIR is there, however it is spelt; others are told by how they are spelt alone.
  const isDirectory = target === state.cwd || /(^|\/)\.{0,2}$/.test(expanded.destination);
  const placed = {
    destination: target !== '/' && isDirectory ? `${target}/` : target,
    chmod: expanded.chmod,
    parents: expanded.parents,
    pivots,
    excludePatterns: expanded.excludePatterns,
    inlineFiles: expanded.inlineFiles.map(({ name, content }) => ({ name, content })),
  };
  if (instruction.link && expanded.chmod === '' && state.vertex !== undefined) {
    const group = { id: hash('sha256', JSON.stringify([content, shown])).slice(0, 25), name: shown };
    const files = makeVertex([content, target], [undefined, ...inputs, ...inline], {
      ...details,
      placed,
      name: shown,
      progressGroup: group,
    });
    state.count--;
    state.vertex = makeVertex('merge', [state.vertex, files], {
      ...details,
      kind: 'merge',
      name: scope.nameOf(`LINK ${nameInUpperCase(name)}`),
      progressGroup: group,
    });
  } else
    state.vertex = makeVertex([content, target], [state.vertex, ...inputs, ...inline], {
      ...details,
      placed,
      name: shown,
    });
  const read = source === undefined ? planning.contextPaths : source.readPaths;
  for (const path of paths) read.add(path);
  scope.note(`${historyOf(expanded)} # buildkit`, true);
}

function nameInUpperCase(name: string): string {
  const [keyword = ''] = name.split(' ', 1);
  return keyword.toUpperCase() + name.slice(keyword.length);
}

function expandedCopy(scope: Scope, instruction: CopyInstruction): CopyInstruction {
  const chown = scope.expanded(instruction.chown);
  const chmod = scope.expanded(instruction.chmod);
  const checksum = scope.expanded(instruction.checksum);
  const sources = instruction.sources.map((source) => scope.expanded(source));
  const destination = scope.expanded(instruction.destination);
  const inlineFiles = instruction.inlineFiles.map((file) =>
    file.expands ? { ...file, content: scope.expanded(file.content, { escape: '\\', ignoreQuotes: true }) } : file,
  );
  return { ...instruction, chown, chmod, checksum, sources, destination, inlineFiles };
}

function refuse({ chmod, checksum, sources }: CopyInstruction): void {
  if (chmod !== '' && !isChmod(chmod))
    throw new DockerfileError(`invalid chmod parameter: '${chmod}'. it should be octal string and between 0 and 07777`);
  if (checksum === '') return;
  if (sources.length !== 1) throw new DockerfileError("checksum can't be specified for multiple sources");
  if (remoteKind(sources[0] ?? '') === undefined) throw new DockerfileError('checksum requires HTTP(S) or Git sources');
}

/** @throws DockerfileError where flags and the URL of a repository say different things */
function refuseGit(source: string, { checksum, keepGitDir }: CopyInstruction): void {
  const query = gitQuery(source);
  if (keepGitDir !== undefined && query.keepGitDir !== undefined && keepGitDir !== query.keepGitDir)
    throw new DockerfileError('inconsistent keep-git-dir configuration');
  if (checksum !== '' && query.checksum !== undefined && checksum !== query.checksum)
    throw new DockerfileError(`checksum mismatch ${goQuote(checksum)} != ${goQuote(query.checksum)}`);
}

function refuseChecksum({ checksum }: CopyInstruction): void {
  const problem = checksum === '' ? undefined : digestProblem(checksum);
  if (problem !== undefined) throw new DockerfileError(problem);
}

/** The directory below which `--parents` keeps the directories of a path: what stands before `/./`, or the root. */
function pivotOf(path: string): string {
  const at = path.indexOf('/./');
  return at < 0 ? '/' : cleanPath('/', path.slice(0, at));
}

function historyOf({ kind, parents, chown, chmod, sources, inlineFiles, destination }: CopyInstruction): string {
  return [
    kind.toUpperCase(),
    ...(parents ? ['--parents'] : []),
    ...(chown === '' ? [] : [`--chown=${chown}`]),
    ...(chmod === '' ? [] : [`--chmod=${chmod}`]),
    ...sources,
    ...inlineFiles.map(({ name }) => `<<${name}`),
    destination,
  ].join(' ');
}
