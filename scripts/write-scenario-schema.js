// Writes schema/scenario.schema.json from the built package; a test fails when it is out of date.
import { writeFileSync } from 'node:fs';
import { scenarioSchema } from '../dist/scenarios/index.js';

const file = new URL('../schema/scenario.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(scenarioSchema, undefined, 2)}\n`);
