import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { packageFile } from '../package/installed.js';

/** A file that the page carries inside of it, and the hash by which its security policy lets it in. */
export interface Asset {
  readonly text: string;
  /** Its name in a Content-Security-Policy: `'sha256-…'`. */
  readonly policySource: string;
}

export function readAsset(name: 'page.css' | 'page.js' | 'trace.css' | 'trace.js'): Asset {
  const text = readFileSync(packageFile('assets', name), 'utf8');
  return { text, policySource: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
}
