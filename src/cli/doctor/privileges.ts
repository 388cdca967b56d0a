import { readFileSync } from 'node:fs';
import type { Finding } from './finding.js';

/** The capability to mount and much else, which whoever makes images must have: its bit in Linux's sets. */
const sysAdmin = 21n;

/**
 * Who this process is. Nobody needs privileges for the fakes, the suite, or a container.
 *
 * @param uid - the effective one; undefined where there are none
 * @param status - the text of `/proc/self/status`; empty where there is none
 */
export function privilegesFinding(uid = process.geteuid?.(), status = ownStatus()): Finding {
  const name = 'privileges';
  if (uid === undefined) return { name, state: 'ok', found: 'this system has no user IDs; nothing here needs one' };
  const [, effective] = /^CapEff:\s*([0-9a-f]+)$/m.exec(status) ?? [];
  const mayMount = effective === undefined ? undefined : ((BigInt(`0x${effective}`) >> sysAdmin) & 1n) === 1n;
  const capability = mayMount === undefined ? '' : ` ${mayMount ? 'with' : 'without'} CAP_SYS_ADMIN`;
  if (uid === 0 && mayMount !== false) return { name, state: 'ok', found: `root${capability}` };
  return {
    name,
    state: 'missing',
    found: `${uid === 0 ? 'root' : `user ${uid}`}${capability}`,
    advice: 'nothing to do, unless you make an image with docker/debian-image, which needs root',
  };
}

function ownStatus(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    return '';
  }
}
