import { posix } from 'node:path';
import type { SimpleInstruction } from '../instructions/instruction.js';
import { complaints } from '../lint/rules.js';
import { makeVertex } from '../stages/vertex.js';
import { nameWith } from './name-with.js';
import type { Scope } from './scope.js';

export function dispatchWorkdir(scope: Scope, { value, code, location }: SimpleInstruction): void {
  const { state, linter, platform } = scope;
  const path = scope.expanded(value);
  const isWindows = platform.os === 'windows';
  const slashed = isWindows ? path.replace(/^[a-zA-Z]:/, '').replaceAll('\\', '/') : path;
  if (!state.hasWorkdir && !slashed.startsWith('/'))
    linter.report('workdirRelativePath', location, complaints.workdirRelativePath(path));
  state.hasWorkdir = true;
  state.cwd = posix.resolve('/', state.cwd, slashed);
  scope.set({ WorkingDir: isWindows ? state.cwd.replaceAll('/', '\\') : state.cwd });
  if (state.cwd !== '/') {
    const { User = '' } = scope.settings;
    state.vertex = makeVertex([state.cwd, User], [state.vertex], {
      name: scope.nameOf(nameWith(scope, code)),
      kind: 'workdir',
      stage: state.name,
      location,
    });
  }
  scope.note(`WORKDIR ${state.cwd}`, state.cwd !== '/');
}
