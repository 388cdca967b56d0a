import { quirk, type QuirkName } from '../fake-controller/quirks/catalogue.js';
import type { Mutant } from './mutant.js';

/** How a quirk of the real server is noticed. */
interface Noticed extends Pick<Mutant, 'requirement' | 'silent' | 'revision' | 'until'> {
  /** Other quirks that must be on for it to show. Default: none. */
  readonly given?: readonly QuirkName[];
}

const noticed: { readonly [Q in QuirkName]?: Noticed } = {
  'single-status-channel': { requirement: 'STATUS-009' },
  'build-needs-subscriber': { requirement: 'BUILD-015', silent: true },
  'late-status-dropped': { requirement: 'PAYLOAD-016', revision: '0.12' },
  'status-waits-after-build': { requirement: 'STATUS-006', silent: true },
  'zombie-subscribers': { requirement: 'STATUS-012', given: ['single-status-channel'] },
  'zombie-inputs': { requirement: 'INPUT-015' },
  'stale-input': { requirement: 'INPUT-014', silent: true },
  'input-lingers': { requirement: 'INPUT-011', silent: true },
  'cancelled-input-is-eof': { requirement: 'INPUT-016' },
  'mute-invoke-hangs': { requirement: 'INVOKE-007', silent: true },
  'ignores-signals': { requirement: 'PROC-014', silent: true },
  'stdin-eof-lost': { requirement: 'PROC-013', silent: true },
  'poisoned-container': { requirement: 'PROC-012' },
  'unnoticed-exit': { requirement: 'PROC-013', silent: true },
  'disconnect-process-internal': { requirement: 'PROC-028' },
  'disconnect-keeps-build': { requirement: 'DISC-010', silent: true },
  'dies-of-missing-options': { requirement: 'BUILD-016' },
  // Later, a build that failed leaves what a process is refused for.
  'dies-of-missing-result': { requirement: 'INVOKE-027', until: '2023-04' },
  'dies-of-cancelled-stalled-build': { requirement: 'BUILD-017', revision: '0.12', given: ['build-needs-subscriber'] },
};

/** One mutant for each defect of the real server, which is a broken controller already. */
export const quirkMutants: readonly Mutant[] = Object.entries(noticed).map(([name, { given = [], ...how }]) => ({
  name: `quirk-${name}`,
  does: quirk(name as QuirkName).does,
  quirks: [name as QuirkName, ...given],
  ...how,
}));
