/** What one look at this machine found. */
export interface Finding {
  /** What was looked at, in a word or two: no other finding has the same. */
  readonly name: string;
  /** `missing`: it is not there, and only some want it. `bad`: it is there, and does not do. */
  readonly state: 'ok' | 'missing' | 'bad';
  /** What was found: a version, a path, a reason. */
  readonly found: string;
  /** What to do about it, and for whom; told of everything that is not ok. */
  readonly advice?: string;
  /** Whether nothing of the package works without it. Default: false. */
  readonly needed?: boolean;
}
