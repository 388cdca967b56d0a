import { expect } from 'chai';
import type { Browser, Locator, Page } from 'playwright-core';
import { htmlReport } from '../../src/conformance/report/html.js';
import { runConformance } from '../../src/conformance/run-conformance.js';
import { mutants } from '../../src/mutants/index.js';
import { mutantTarget } from '../../src/mutants/target.js';
import { reportOf } from '../conformance/engine/report-of.js';
import { aReport, counterexample } from './a-report.js';
import { needsBrowser } from './needs-browser.js';
import { type OpenedPage, openPage } from './opened-page.js';

const hostile = `<script>document.title = 'taken'; alert(1)</script></script></style><img src="http://127.0.0.1:9/x" onerror="alert(2)">`;

describe('the HTML report in a browser', function () {
  this.timeout('30s');
  let browser: Browser;
  let opened: OpenedPage;
  let page: Page;
  const html = htmlReport(aReport(), { command: 'buildx-testkit conformance --target stub' });

  before(async function () {
    browser = await needsBrowser(this);
  });
  after(async () => {
    await browser?.close();
  });

  const shownIds = (): Promise<string[]> => page.locator('table.list tbody tr:visible .id').allTextContents();
  const box = (name: string): Locator => page.getByRole('checkbox', { name, exact: false });

  describe('with scripts', () => {
    beforeEach(async () => {
      opened = await openPage(browser, html);
      page = opened.page;
    });
    afterEach(async () => {
      const { complaints } = opened;
      await opened[Symbol.asyncDispose]();
      expect(complaints).to.deep.equal([]);
    });

    it('says what came of the run', async () => {
      expect(await page.title()).to.equal('Interrupted: conformance of stub');
      expect(await page.getByRole('banner').textContent()).to.match(/1 MUST violated, 1 SHOULD violated, 1 stale/);
      expect(await page.locator('.facts').textContent()).to.contain('status-waits-after-build');
    });

    it('narrows the list by verdict, level and area, and counts', async () => {
      const count = page.locator('[data-count]');
      expect(await count.textContent()).to.equal('9 of 9 requirements shown');
      await box('violated').check();
      expect(await shownIds()).to.deep.equal(['STATUS-001', 'STATUS-002']);
      await box('error').check();
      expect(await shownIds()).to.deep.equal(['STATUS-001', 'STATUS-002', 'INPUT-003']);
      await box('MUST').check();
      expect(await shownIds()).to.deep.equal(['STATUS-001', 'INPUT-003']);
      await page.getByRole('combobox', { name: 'Area' }).selectOption('INPUT');
      expect(await shownIds()).to.deep.equal(['INPUT-003']);
      expect(await count.textContent()).to.equal('1 of 9 requirements shown');
      await page.getByRole('button', { name: 'Show all' }).click();
      expect(await shownIds()).to.have.length(9);
    });

    it('finds words wherever they are in a requirement', async () => {
      await page.getByLabel('Search').fill('STATUS soon');
      expect(await shownIds()).to.deep.equal(['STATUS-002']);
      await page.getByLabel('Search').fill('came up never');
      expect(await shownIds()).to.deep.equal(['INPUT-002']);
      await page.getByLabel('Search').fill('nowhere to be found');
      expect(await page.locator('[data-count]').textContent()).to.equal('0 of 9 requirements shown');
    });

    it('narrows the list to the sum or the area that was followed', async () => {
      await page.locator('.sums a', { hasText: 'skipped' }).click();
      expect(await shownIds()).to.deep.equal(['INPUT-001']);
      await page.locator('.areas').getByRole('link', { name: 'LIST', exact: true }).click();
      expect(await shownIds()).to.deep.equal(['LIST-001', 'LIST-002']);
    });

    it('shows a requirement that a filter hides when a link leads to it', async () => {
      await box('pass').check();
      await page.getByRole('link', { name: 'STATUS-001 violated' }).click();
      expect(await shownIds()).to.contain('STATUS-001');
    });

    it('opens what a link leads to: a counterexample, a source', async () => {
      const [last, source] = [page.locator('details.case').last(), page.locator('.sources details').first()];
      expect(await last.getAttribute('open')).to.equal(null);
      await page.locator('#STATUS-003').getByRole('link', { name: 'counterexample' }).click();
      expect(await last.getAttribute('open')).to.equal('');
      await page.locator('#LIST-001').getByRole('link', { name: '§4' }).click();
      expect(await source.getAttribute('open')).to.equal('');
      expect(await source.locator('.prose').innerText()).to.contain('session');
    });

    it('opens a message: as JSON, and byte for byte', async () => {
      const message = page.locator('.case').first().locator('details.message', { hasText: '#3 Invoke' });
      await message.locator('summary').click();
      const [json, dump] = await message.locator('pre:visible').allTextContents();
      expect(JSON.parse(json!)).to.deep.equal({ file: { data: { base64: 'aGVsbG8sIHN0ZGluCg==' } } });
      expect(dump).to.equal('0000  68 65 6c 6c 6f 2c 20 73 74 64 69 6e 0a           hello, stdin·');
    });

    it('opens a run of messages', async () => {
      const fold = page.locator('.case').first().locator('.folded');
      expect(await fold.locator('.event:visible').count()).to.equal(0);
      await fold.getByText('22 more messages received on #1 Status').click();
      expect(await fold.locator('.event:visible').count()).to.equal(22);
    });

    it('copies the command that replays', async () => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('button', { name: 'Copy' }).first().click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      expect(await page.evaluate('navigator.clipboard.readText()')).to.equal(
        'buildx-testkit conformance --target stub --only STATUS-001 --seed 42 --path 3:0:1',
      );
    });

    it('remembers the theme', async () => {
      const background = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
      const light = await background();
      await page.getByRole('radio', { name: 'Dark' }).check();
      const dark = await background();
      expect(dark).not.to.equal(light);
      await page.reload();
      expect(await background()).to.equal(dark);
    });

    it('prints all counterexamples, and no controls', async () => {
      const closed = page.locator('.case').last().locator('.steps li').first();
      expect(await closed.isVisible()).to.equal(false);
      await page.emulateMedia({ media: 'print' });
      expect(await closed.isVisible()).to.equal(true);
      expect(await page.locator('.filters').isVisible()).to.equal(false);
    });
  });

  it('shows everything without scripts', async () => {
    await using static_ = await openPage(browser, html, { javaScriptEnabled: false });
    page = static_.page;
    expect(await shownIds()).to.have.length(9);
    expect(await page.locator('[data-filters]').isVisible()).to.equal(false);
    expect(await page.getByRole('button').count()).to.equal(0);
    const message = page.locator('.case').first().locator('details.message').first();
    await message.locator('summary').click();
    expect(await message.locator('pre').first().isVisible()).to.equal(true);
    await page.locator('.case').last().locator('> summary').click();
    expect(await page.locator('.case').last().locator('.steps').isVisible()).to.equal(true);
    const before = await page.locator('body').screenshot();
    await page.getByRole('radio', { name: 'Dark' }).check();
    expect((await page.locator('body').screenshot()).equals(before)).to.equal(false);
    expect(static_.complaints).to.deep.equal([]);
  });

  it('shows hostile text as text', async () => {
    const report = reportOf(
      [
        {
          verdict: 'violated',
          title: hostile,
          reason: hostile,
          source: hostile,
          counterexample: {
            ...counterexample,
            seen: hostile,
            steps: [hostile],
            journal: [
              { time: 0, client: 1, call: 1, rpc: hostile, kind: 'request', message: { ref: `${hostile}\u202e` } },
            ],
          },
        },
      ],
      { target: { kind: 'address', address: hostile, info: { package: hostile, version: '', revision: '' } } },
    );
    await using taken = await openPage(browser, htmlReport(report));
    expect(await taken.page.title()).to.equal(`Failed: conformance of ${hostile}`);
    expect(await taken.page.locator('.steps li').innerText()).to.equal(hostile);
    await taken.page.locator('details.message summary').click();
    const [json] = await taken.page.locator('.carried pre').allTextContents();
    expect(json).to.equal(`{\n  "ref": ${JSON.stringify(hostile).slice(0, -1)}\\u202e"\n}`);
    expect(taken.complaints).to.deep.equal([]);
  });

  for (const width of [1280, 400, 320]) {
    it(`needs no scrolling sideways at ${width} pixels`, async () => {
      await using sized = await openPage(browser, html, { viewport: { width, height: 800 } });
      await sized.page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
      expect(await sized.page.evaluate('document.documentElement.scrollWidth')).to.equal(width);
    });
  }

  it('shows what the suite found out about a broken controller', async () => {
    const mutant = mutants.find(({ name }) => name === 'status-fails-with-build')!;
    const target = await mutantTarget(mutant, { seed: 1 });
    const report = await runConformance(target, { only: ['LIST-001', 'STATUS-004'], seed: 1, timeoutMs: 1000 });
    await target.close();
    await using found = await openPage(browser, htmlReport(report));
    const one = found.page.locator('.case');
    expect(await one.locator('h3').innerText()).to.match(/STATUS-004\s+violated\s+MUST/);
    const { journal } = report.requirements.find(({ id }) => id === 'STATUS-004')!.counterexample!;
    expect(await one.locator('.event:not(.gap)').count()).to.equal(journal.length);
    const calls = [...new Set(journal.map(({ call, rpc }) => `#${call} ${rpc}`))];
    const lanes = await one.locator('.heads text').allTextContents();
    expect(lanes).to.have.members([...new Set(journal.map(({ client }) => `client ${client}`)), ...calls]);
    expect(found.complaints).to.deep.equal([]);
  });
});
