import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Row } from './report/row.js';
import { toTable } from './report/table.js';
import { targets } from './report/targets.js';
import { runWork } from './run-work.js';
import { baseline, subjects } from './subjects/index.js';
import { works } from './works/index.js';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string' },
    subjects: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});

const chosen = chosenFrom(
  works.map(({ name }) => name),
  values.only,
);
const names = chosenFrom(
  subjects.map(({ name }) => name),
  values.subjects,
);
const effort = values.quick
  ? { rounds: 3, timing: { warmUpMs: 100, sampleMs: 60 } }
  : { rounds: 7, timing: { warmUpMs: 1500, sampleMs: 200 } };
const began = performance.now();
const rows: Row[] = [];
for (const work of works.filter(({ name }) => chosen.includes(name))) {
  process.stderr.write(`${work.name} `.padEnd(20));
  const start = performance.now();
  const measured = await runWork({ work, subjects: names, ...effort });
  rows.push(...measured);
  const own = measured.map(({ subject, ratio }) => `${subject} x${(ratio ?? Number.NaN).toPrecision(3)}`).join(', ');
  process.stderr.write(`${((performance.now() - start) / 1000).toFixed(1)} s: ${own}\n`);
}
process.stdout.write(`${toTable(rows)}\nRatios are to ${baseline}, round by round.\n`);
for (const { text, value = Number.NaN, met } of targets(rows)) {
  process.stdout.write(`${met ? 'met   ' : 'MISSED'} ${text}; measured ${value.toPrecision(3)}\n`);
}
process.stdout.write(
  `${((performance.now() - began) / 1000).toFixed(0)} s, Node ${process.version}, ${process.platform} ${process.arch}\n`,
);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ rows }, undefined, 2)}\n`);

/** All, or those that are in a list with commas. */
function chosenFrom(all: readonly string[], list: string | undefined): readonly string[] {
  if (list === undefined) return all;
  const wanted = list.split(',');
  const unknown = wanted.find((name) => !all.includes(name));
  if (unknown === undefined) return all.filter((name) => wanted.includes(name));
  process.stderr.write(`unknown: ${unknown}; there are ${all.join(', ')}\n`);
  process.exit(2);
}
