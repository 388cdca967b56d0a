import type { ScriptLibrary } from '../../playback/script-library.js';
import { builtIn } from '../../programs/built-in.js';

/** Whether there is a program of that path in every image. The built-ins are where programs usually are. */
export function isProgram(scripts: ScriptLibrary, path: string): boolean {
  const found = scripts.hasProgram(path);
  return found === 'script' || (found === 'built-in' && /\/s?bin\/[^/]+$/.test(path) && builtIn(path) !== undefined);
}
