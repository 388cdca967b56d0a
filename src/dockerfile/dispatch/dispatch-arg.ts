import type { ArgInstruction } from '../instructions/instruction.js';
import { reportSecret } from './report-secret.js';
import type { Scope } from './scope.js';

const notInEnvironment: ReadonlySet<string> = new Set(['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE']);

export function dispatchArg(scope: Scope, { args, location }: ArgInstruction): void {
  const { planning, state } = scope;
  const { buildArgs, globalArgs } = planning;
  const shown = args.map(({ key, value: written, description }) => {
    reportSecret(scope, 'ARG', key);
    const given = Object.hasOwn(buildArgs, key) ? buildArgs[key] : undefined;
    const inherited = given === undefined && written === undefined ? globalArgs.get(key) : undefined;
    const value = given ?? inherited ?? (written === undefined ? undefined : scope.expanded(written));
    if (value !== undefined && !notInEnvironment.has(key)) state.setVariable(key, value);
    if (inherited === undefined)
      state.outline.args.set(key, { name: key, value: value ?? '', description, uses: new Set(), location });
    state.outline.usedArgs.add(key);
    state.declaredArgs = [...state.declaredArgs, value === undefined ? { key } : { key, value }];
    return value === undefined ? key : `${key}=${value}`;
  });
  scope.note(`ARG ${shown.join(' ')}`);
}
