/**
 * Puts the declarations beside the CommonJS of `dist/cjs/` too: a compiler takes those beside the modules for modules,
 * which CommonJS cannot `require`. Run after the compiler.
 */
import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';

for (const name of readdirSync('dist', { recursive: true })) {
  const isOwn = /^(?:cjs|cli)(?:$|[\\/])/.test(name);
  if (name.endsWith('.d.ts') && !isOwn) cpSync(path.join('dist', name), path.join('dist/cjs', name));
}
