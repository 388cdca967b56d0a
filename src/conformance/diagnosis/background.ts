import type { DefectClass } from './defect-class.js';

/** How common it is that a requirement is violated, and that it looks at something then, over all known defects. */
export class Background {
  readonly #violations = new Map<string, number>();
  readonly #looks = new Map<string, number>();
  /** How many of the violations of a requirement it is known of at what it looked. */
  readonly #known = new Map<string, number>();
  readonly #trials: number;

  constructor(classes: readonly DefectClass[]) {
    this.#trials = classes.reduce((sum, { trials }) => sum + trials, 0);
    for (const { violates } of classes) {
      for (const [id, looks] of violates) {
        this.#violations.set(id, (this.#violations.get(id) ?? 0) + looks.length);
        for (const look of looks.filter((one) => one !== '')) {
          this.#known.set(id, (this.#known.get(id) ?? 0) + 1);
          this.#looks.set(keyOf(id, look), (this.#looks.get(keyOf(id, look)) ?? 0) + 1);
        }
      }
    }
  }

  /** The chance that any defect violates this requirement. Never 0 or 1, because the next defect may be a new one. */
  violation(id: string): number {
    return ((this.#violations.get(id) ?? 0) + 0.5) / (this.#trials + 1);
  }

  /** The chance that this requirement, when it is violated, looked at this. */
  look(id: string, look: string): number {
    return ((this.#looks.get(keyOf(id, look)) ?? 0) + 0.5) / ((this.#known.get(id) ?? 0) + 1);
  }
}

function keyOf(id: string, look: string): string {
  return `${id} ${look}`;
}
