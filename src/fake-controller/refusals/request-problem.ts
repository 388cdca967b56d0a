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
    (release === '2023-04' ? printFuncProblem(printed(options)) : undefined) ??
    platformsProblem(options.platforms) ??
    (options.secrets.some(({ id }) => id === '') ? 'secret missing ID' : undefined) ??
    sshProblem(options.ssh) ??
    exportsProblem(options.exports, release) ??
    pushAndLoadProblem(options, release) ??
    (release === '2023-04' ? undefined : firstOf(options.annotations, annotationProblem)) ??
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

function entitlementProblem(text: string, release: Release): string | undefined {
  if (text === 'network.host' || text === 'security.insecure') return undefined;
  return release === '2023-04' ? `invalid entitlement: ${text}` : `unknown entitlement ${text}`;
}
