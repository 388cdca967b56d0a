import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder hold these files, by their paths in it, and of others only those that `keeps` is true of. A file that
 * is as it should be is left alone: somebody may be reading it, and tools see that nothing changed.
 */
export function saveTree(folder, files, keeps = () => false) {
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  if (!existsSync(folder)) return;
  for (const found of readdirSync(folder, { recursive: true })) {
    const name = found.split(path.sep).join('/');
    const file = path.join(folder, name);
    if (!files.has(name) && statSync(file).isFile() && !keeps(name)) rmSync(file);
  }
}
