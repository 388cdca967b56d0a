import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Row } from './report/row.js';
import { toTable } from './report/table.js';
import { targets } from './report/targets.js';
import { runWork } from './run-work.js';
import { baseline, subjects } from './subjects/index.js';
import type { Subject } from './subjects/subject.js';
import { works } from './works/index.js';
import type { Work } from './works/work.js';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string' },
    subjects: { type: 'string' },
    quick: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
  },
});

// Alone, when asked for: they take so long that they are a run of their own.
const usual = works.filter(({ long = false }) => long === values.long);
const chosen = values.only === undefined ? chosenFrom(usual, undefined) : chosenFrom(works, values.only);
const names = chosenFrom(subjects, values.subjects);
const effort = values.quick
  ? { rounds: 3, timing: { warmUpMs: 100, sampleMs: 60, minutes: 1 } }
  : { rounds: 7, timing: { warmUpMs: 1500, sampleMs: 200, minutes: 10 } };
const began = performance.now();
const rows: Row[] = [];
for (const work of works.filter(({ name }) => chosen.includes(name))) {
  process.stderr.write(`${work.name} `.padEnd(20));
  const start = performance.now();
  const able = names.filter((name) => work.subjects?.includes(name) !== false);
  const measured = await runWork({ work, subjects: able, ...effort });
  rows.push(...measured);
  // At once: whoever interrupts it has what there is.
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ rows }, undefined, 2)}\n`);
  const own = measured.map(({ subject, ratio, median, unit }) => {
    return ratio === null ? `${subject} ${median.toPrecision(3)} ${unit}` : `${subject} x${ratio.toPrecision(3)}`;
  });
  process.stderr.write(`${((performance.now() - start) / 1000).toFixed(1)} s: ${own.join(', ')}\n`);
}
process.stdout.write(`${toTable(rows)}\nRatios are to ${baseline}, round by round.\n`);
for (const { text, value = Number.NaN, met } of targets(rows)) {
  process.stdout.write(`${met ? 'met   ' : 'MISSED'} ${text}; measured ${value.toPrecision(3)}\n`);
}
process.stdout.write(
  `${((performance.now() - began) / 1000).toFixed(0)} s, Node ${process.version}, ${process.platform} ${process.arch}\n`,
);

/** The names of all that are not optional, or those that are in a list with commas. */
function chosenFrom(all: readonly (Work | Subject)[], list: string | undefined): readonly string[] {
  const names = all.map(({ name }) => name);
  if (list === undefined) return all.filter(({ optional }) => optional !== true).map(({ name }) => name);
  const wanted = list.split(',');
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown === undefined) return names.filter((name) => wanted.includes(name));
  process.stderr.write(`unknown: ${unknown}; there are ${names.join(', ')}\n`);
  process.exit(2);
}
