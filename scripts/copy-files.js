/** `node scripts/copy-files.js OUT`: puts the files that the sources read, which no compiler copies, beside their compiled code. */
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';

const [out] = process.argv.slice(2);
const folders = ['scenarios/catalogue/recorded', 'conformance/report/html/assets'];

for (const folder of folders) {
  rmSync(path.join(out, folder), { recursive: true, force: true });
  cpSync(path.join('src', folder), path.join(out, folder), { recursive: true });
}
