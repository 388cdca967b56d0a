import type { Context } from '../../fake-controller/context.js';

/** Takes time, in which others may do several things where the order of events is chosen; elsewhere it takes none. */
export async function moment({ clock }: Context, label: string): Promise<void> {
  for (let nth = 1; nth <= 3; nth += 1) await clock.turn(`${label} (${nth})`);
}
