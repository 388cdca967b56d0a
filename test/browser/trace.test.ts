import axe from 'axe-core';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { traceHtml } from '../../src/trace/trace-html.js';
import { traceOfJournal } from '../../src/trace/trace-of.js';
import { journalOf, times } from '../pages/diagram/journals.js';
import { fakeThatBuilt } from '../trace/a-journal.js';
import { needsBrowser } from './needs-browser.js';
import { openPage } from './opened-page.js';

const openAll = 'for (const details of document.querySelectorAll("details")) details.open = true';

describe('the page of a trace', function () {
  this.timeout('60s');
  let browser: Browser;
  let html: string;

  before(async function () {
    browser = await needsBrowser(this);
    await using fake = await fakeThatBuilt();
    html = await fake.journal.toHtml('a build that fails');
  });
  after(async () => {
    await browser?.close();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 400])
      it(`has nothing in the way of a reader, ${colorScheme} and ${width} pixels wide`, async () => {
        await using opened = await openPage(browser, html, { colorScheme, viewport: { width, height: 900 } });
        const { page } = opened;
        await page.evaluate(openAll);
        expect(await page.evaluate('document.documentElement.scrollWidth')).to.be.at.most(width);
        await page.evaluate(axe.source);
        const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).to.deep.equal([]);
        expect(opened.complaints).to.deep.equal([]);
      });

  it('is all there without scripts: logs can be opened, and the chart widened', async () => {
    await using opened = await openPage(browser, html, { javaScriptEnabled: false });
    const { page } = opened;
    const vertex = page.locator('.vertex', { hasText: 'RUN make test' });
    await vertex.locator('summary').click();
    expect(await vertex.locator('.log').innerText()).to.contain('not ok 1');
    expect(await page.getByLabel('Search').isVisible()).to.equal(false);
    const narrow = await widthOf(page);
    await page.locator('.zoom label', { hasText: '×16' }).click();
    expect(await widthOf(page)).to.be.greaterThan(narrow * 10);
  });

  it('is worked by the keyboard alone: from a vertex of the graph to its row, and back in time', async () => {
    await using opened = await openPage(browser, html);
    const { page } = opened;
    await page.locator('.node', { hasText: 'RUN make test' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.vertex', { hasText: 'RUN make test' }).getAttribute('open')).to.equal('');
    await page.getByLabel('Moment').focus();
    await page.keyboard.press('Home');
    expect(await page.locator('output').innerText()).to.equal('until 0 ms');
    const isPale = (name: string): Promise<boolean> =>
      page.locator('.vertex', { hasText: name }).evaluate((row) => row.classList.contains('future'));
    expect(await isPale('RUN make test')).to.equal(true);
    expect(await isPale('FROM alpine')).to.equal(false);
    await page.keyboard.press('End');
    expect(await isPale('RUN make test')).to.equal(false);
  });

  it('plays it from the beginning to the end', async () => {
    await using opened = await openPage(browser, html);
    const { page } = opened;
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.waitForFunction('document.querySelector("output").textContent.startsWith("until")');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Play' }).waitFor();
    await page.getByLabel('Moment').focus();
    await page.keyboard.press('End');
    expect(await page.locator('output').innerText()).to.equal('all of it');
    expect(opened.complaints).to.deep.equal([]);
  });

  it('finds words in vertices, their logs, and messages', async () => {
    await using opened = await openPage(browser, html);
    const { page } = opened;
    const shown = (selector: string): Promise<number> => page.locator(`${selector}:not([hidden])`).count();
    await page.getByLabel('Search').fill('not ok');
    expect(await shown('.vertex')).to.equal(1);
    await page.getByLabel('Search').fill('is opened status');
    expect(await shown('.vertex')).to.equal(0);
    expect(await shown('.event[data-at]')).to.equal(1);
    await page.getByLabel('Search').fill('');
    expect(await shown('.vertex')).to.equal(3);
  });

  it('opens with 10,000 messages, and moves through them without a long task', async () => {
    const received = { kind: 'response', message: { file: { fd: 1, data: { base64: 'aGVsbG8K' } } } } as const;
    const journal = journalOf({ kind: 'open' }, ...times(9_998, received), { kind: 'status' });
    await using opened = await openPage(browser, traceHtml(traceOfJournal(journal, 'large')));
    const { page } = opened;
    expect(await page.locator('.event[data-at]').count()).to.equal(10_000);
    const rendered = await page.evaluate<number>(
      `[...document.querySelectorAll('.event[data-at]')].filter((row) => row.checkVisibility()).length`,
    );
    expect(rendered).to.be.lessThan(600);
    await page.getByLabel('Moment').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('End');
    await page.getByLabel('Search').fill('ends');
    expect(await page.locator('.event[data-at]:not([hidden])').count()).to.equal(1);
    expect(opened.complaints).to.deep.equal([]);
  });
});

function widthOf(page: Page): Promise<number> {
  return page.evaluate<number>('document.querySelector(".track").getBoundingClientRect().width');
}
