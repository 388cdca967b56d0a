import { bidi } from './bidi.js';
import { firstAnswerCold, firstAnswerWarm } from './first-answer.js';
import { idle } from './idle-memory.js';
import { loopLag } from './loop-lag.js';
import { modelRuns } from './model-runs.js';
import { openClose } from './open-close.js';
import { sessions } from './sessions.js';
import { status } from './status.js';
import { suiteMemory } from './suite-memory.js';
import { unary } from './unary.js';
import { vertices } from './vertices.js';
import type { Work } from './work.js';

/** All that is measured, in the order of the table. */
export const works: readonly Work[] = [
  unary(1),
  unary(64),
  status('100B', 100, 20_000),
  status('1KiB', 1024, 10_000),
  bidi,
  openClose,
  firstAnswerCold,
  firstAnswerWarm,
  idle('idle-memory', 'rss'),
  idle('idle-heap', 'heap'),
  modelRuns,
  ...[10, 100, 1000, 10_000].map(vertices),
  ...[1, 10, 100, 1000, 10_000].map(sessions),
  loopLag,
  suiteMemory,
];

export function workNamed(name: string): Work {
  const work = works.find((each) => each.name === name);
  if (work === undefined) throw new Error(`no work ${name}: there are ${works.map((each) => each.name).join(', ')}`);
  return work;
}
