import type { Vertex } from '../../../protocol/messages.js';

/** A step as the Dockerfile frontend names it: `[stage k/n] INSTRUCTION` (docs/real-controller.md §8.3). */
export interface StepName {
  /** The stage, with its platform if it has any; empty where neither is shown. */
  readonly stage: string;
  /** Number of the step within its stage, from 1. */
  readonly number: number;
  readonly of: number;
  readonly instruction: string;
}

export function stepName({ name }: Pick<Vertex, 'name'>): StepName | undefined {
  const [whole, stage = '', number, of, instruction = ''] = /^\[(.*?) *(\d+)\/(\d+)\] (.*)$/s.exec(name) ?? [];
  return whole === undefined ? undefined : { stage, number: Number(number), of: Number(of), instruction };
}

/** Whether it takes files from the context, and not from another stage, the Dockerfile itself or a URL. */
export function readsContext({ instruction }: StepName): boolean {
  return /^(COPY|ADD) /i.test(instruction) && !/ (--from=|<<|\w+:\/\/|git@)/.test(instruction);
}
