// The journals of so many plays that follow from a seed, as a list in JSON: `journals.js SEED COUNT`.
import { journalsOf } from '../journals.js';

const [seed = '0', count = '1'] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await journalsOf(Number(seed), Number(count))));
