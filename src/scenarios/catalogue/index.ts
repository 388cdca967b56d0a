import { statusAfterBuild } from './entries/status-after-build.js';
import type { CatalogueEntry } from './entry.js';

/** The edge cases, by name. */
export const catalogue: readonly CatalogueEntry[] = [statusAfterBuild];
