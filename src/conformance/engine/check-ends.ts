/** Says that a subject has not got something. */
export function lacks(capability: string): string {
  return `the target lacks ${capability}`;
}

/** Thrown when a check finds that the target lacks something that it needs: its verdict is `skipped`. */
export class Lacking extends Error {
  readonly code = 'LACKING';

  constructor(capability: string, reason = lacks(capability)) {
    super(reason);
    this.name = 'Lacking';
  }
}

/** Thrown when a check needs a call that hangs: the check is skipped. */
export class Hanging extends Error {
  readonly code = 'HANGING';

  constructor(method: string) {
    super(`${method} hangs: it was never answered`);
    this.name = 'Hanging';
  }
}

/** Nobody wants to know more of a run: a check that goes on is given up. */
export class RunOver extends Error {
  readonly code = 'RUN_OVER';

  constructor() {
    super('the run is over');
    this.name = 'RunOver';
  }
}
