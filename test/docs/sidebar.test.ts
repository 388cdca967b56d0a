import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';

const sidebar = JSON.parse(readFileSync('site/sidebar.json', 'utf8')) as Record<string, readonly string[]>;

describe('The sidebar of the site', () => {
  it('leads to each page of docs/ once', () => {
    const shown = Object.values(sidebar)
      .flat()
      .filter((page) => page.startsWith('docs/'));
    const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`)
      // The site itself lists what stands beside the README of a folder.
      .filter((page) => page.endsWith('README.md') || !page.startsWith('docs/decisions/'));
    expect(shown.toSorted(), 'the pages that site/sidebar.json names').to.deep.equal(pages.toSorted());
  });
});
