import { holdsGenerated } from '../generated.js';
import { revisionsPage } from './revisions-page.js';

describe('The page about the revisions', () => {
  it('has every fact that the table of them has', () => {
    holdsGenerated('docs/revisions.md', revisionsPage(), { test: 'test/docs/revisions.test.ts' });
  });
});
