import { behaves } from '../../protocol/behaviour.js';
import type { BuildOptions, Ssh } from '../../protocol/messages.js';
import { annotationProblem } from './annotation-problem.js';
import { firstOf } from './first-of.js';
import { exportsProblem, pushAndLoadProblem } from './output.js';
import { platformsProblem } from './platform-problem.js';
import { printFuncProblem } from './print-func-problem.js';
import type { Release } from './release.js';

/** The first problem for which the controller refuses a build while it reads the options. */
export function requestProblem(options: BuildOptions, release: Release): string | undefined {
  if (options.noCache && options.noCacheFilter.length > 0) {
    return '--no-cache and --no-cache-filter cannot currently be used together';
  }
  return (
    (behaves(release.revision, 'printFunctionsAreTexts') ? printFuncProblem(printed(options)) : undefined) ??
    platformsProblem(options.platforms) ??
    (options.secrets.some(({ id }) => id === '') ? 'secret missing ID' : undefined) ??
    sshProblem(options.ssh) ??
    exportsProblem(options.exports, release) ??
    pushAndLoadProblem(options, release) ??
    (behaves(release.revision, 'annotationsAreChecked')
      ? firstOf(options.annotations, annotationProblem)
      : undefined) ??
    firstOf(options.allow, (text) => entitlementProblem(text, release))
  );
}

/**
 * The print function as it was on the wire. One with a format is well-formed, or else its format could not have been
 * told apart.
 */
function printed({ callFunc }: BuildOptions): string {
  return callFunc === undefined || callFunc.format !== '' ? '' : callFunc.name;
}

function sshProblem(entries: readonly Ssh[]): string | undefined {
  const ids = entries.map(({ id }) => (id === '' ? 'default' : id));
  const twice = ids.find((id, index) => ids.indexOf(id) < index);
  return twice === undefined ? undefined : `invalid duplicate ID ${twice}`;
}

function entitlementProblem(text: string, { revision }: Release): string | undefined {
  if (text === 'network.host' || text === 'security.insecure') return undefined;
  return behaves(revision, 'wrongEntitlementsAreUnknown')
    ? `unknown entitlement ${text}`
    : `invalid entitlement: ${text}`;
}
