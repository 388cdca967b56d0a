/**
 * The known defects that explain most of the violations of a run with least.
 *
 * @since 0.1.0
 */
export interface Diagnosis {
  /** How many violations there are to explain. */
  readonly violations: number;
  /** What explains them, what explains most of them first. Each violation is of one cause. */
  readonly causes: readonly Cause[];
  /** IDs of the requirements whose violation no known defect explains. */
  readonly unexplained: readonly string[];
}

/**
 * A controller that is broken on purpose, and fails in the same way.
 *
 * @since 0.1.0
 */
export interface KnownDefect {
  /** Its name, which `--mutant` takes. */
  readonly name: string;
  /** What is wrong with it, in a sentence. */
  readonly does: string;
}

/**
 * What may be the one cause of a group of violations.
 *
 * @since 0.1.0
 */
export interface Cause {
  /** The defects that fit best. They are several where the suite cannot tell them apart. */
  readonly defects: readonly KnownDefect[];
  /** IDs of the violated requirements that they explain, which nothing before has explained. */
  readonly explains: readonly string[];
  /** IDs of requirements that they violate as well, and that held here. */
  readonly held: readonly string[];
  /** The ID of the explained requirement whose counterexample has the fewest steps. */
  readonly shortest: string;
  /** The defects that fit next best, the better ones first. */
  readonly alternatives: readonly KnownDefect[];
}
