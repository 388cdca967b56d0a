import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { htmlReport } from '../../src/conformance/report/html.js';
import type { WrittenCallEntry } from '../../src/journal/written-entry.js';

import { reportOf } from '../conformance/engine/report-of.js';
import { journalOf, times, unary } from '../pages/diagram/journals.js';
import { counterexample } from './a-report.js';
import { needsBrowser } from './needs-browser.js';
import { openPage } from './opened-page.js';

const bytes = Buffer.alloc(700, 'a line of output\n').toString('base64');
const received = { kind: 'response', message: { file: { fd: 1, data: { base64: bytes } } }, bytes } as const;
const half = 2500;
const journals: Readonly<Record<string, WrittenCallEntry[]>> = {
  'one stream of 5,000 messages': journalOf({ kind: 'open' }, ...times(2 * half - 2, received), { kind: 'status' }),
  'two streams that take turns': journalOf(
    ...Array.from({ length: half }, () => [received, { ...received, call: 2, kind: 'request' as const }]).flat(),
  ),
  'a thousand calls': journalOf(...Array.from({ length: 1000 }, (_, call) => unary(call + 1)).flat()),
};

describe('the HTML report of thousands of messages', function () {
  this.timeout('30s');
  let browser: Browser;

  before(async function () {
    browser = await needsBrowser(this);
  });
  after(async () => {
    await browser?.close();
  });

  for (const [what, journal] of Object.entries(journals)) {
    it(`opens promptly, and can be used at once: ${what}`, async () => {
      const html = htmlReport(reportOf([{ verdict: 'violated', counterexample: { ...counterexample, journal } }]));
      expect(html.length).to.be.lessThan(20_000_000);
      const began = performance.now();
      await using opened = await openPage(browser, html);
      const { page } = opened;
      await page.locator('.case .folded summary').first().click();
      await page.locator('.folded .event').first().locator('summary, .line').first().click();
      await page.getByLabel('Search').fill('as it should');
      expect(await page.locator('[data-count]').textContent()).to.equal('1 of 1 requirements shown');
      expect(performance.now() - began).to.be.lessThan(10_000);
      const rows = await page.evaluate<number[]>(
        `[0, 1].map((shown) => [...document.querySelectorAll('.event:not(.gap)')].filter((row) => !shown || row.checkVisibility()).length)`,
      );
      expect(rows[0]).to.equal(journal.length);
      expect(rows[1]).to.be.lessThan(600);
      expect(opened.complaints).to.deep.equal([]);
    });
  }
});
