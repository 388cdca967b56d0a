/** `node scripts/copy-catalogue.js OUT`: puts the catalogue's scenario files, which no compiler copies, beside its compiled code. */
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';

const [out] = process.argv.slice(2);
const catalogue = 'scenarios/catalogue/recorded';

rmSync(path.join(out, catalogue), { recursive: true, force: true });
cpSync(path.join('src', catalogue), path.join(out, catalogue), { recursive: true });
