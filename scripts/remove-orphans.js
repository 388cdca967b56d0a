/**
 * `node scripts/remove-orphans.js OUT SOURCE`: removes what the compiler once wrote to OUT from a file of SOURCE that
 * is gone, lest an old test run.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const [out, source] = process.argv.slice(2);

if (existsSync(out)) {
  for (const file of readdirSync(out, { recursive: true })) {
    const name = /^(.+?)(\.d\.ts|\.js|\.js\.map)$/.exec(file)?.[1];
    // A script may also have been copied as it is.
    const origins = [`${name}.ts`, `${name}.tsx`, file];
    if (name !== undefined && !origins.some((origin) => existsSync(path.join(source, origin))))
      rmSync(path.join(out, file));
  }
}
