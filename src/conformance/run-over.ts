/** Nobody wants to know more of a run: a check that goes on is given up. */
export class RunOver extends Error {
  readonly code = 'RUN_OVER';

  constructor() {
    super('the run is over');
    this.name = 'RunOver';
  }
}
