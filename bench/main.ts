import { codecs } from './codecs.js';
import { measure } from './measure.js';

console.table(Object.fromEntries(Object.entries(codecs()).map(([name, run]) => [name, measure(run)])));
