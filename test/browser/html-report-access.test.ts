import axe from 'axe-core';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { htmlReport } from '../../src/conformance/report/html.js';
import { aReport } from './a-report.js';
import { needsBrowser } from './needs-browser.js';
import { openPage } from './opened-page.js';

const openAll = 'for (const details of document.querySelectorAll("details")) details.open = true';

/** Everything that a mouse could use. */
const controls = 'a[href], button, input, select, summary, [tabindex="0"]';
/** Tells an element by where it is, and whether its focus can be seen. */
const focused = `(() => {
  const at = document.activeElement;
  const outlined = [at, at.nextElementSibling, at.closest('fieldset')].some((one) => {
    const { outlineStyle, outlineWidth } = one === null ? {} : getComputedStyle(one);
    return outlineStyle !== undefined && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  });
  return { index: [...document.querySelectorAll('*')].indexOf(at), outlined, html: at.outerHTML.slice(0, 160) };
})()`;

interface Focused {
  readonly index: number;
  readonly outlined: boolean;
  readonly html: string;
}

interface Reachable {
  readonly index: number;
  readonly html: string;
}

describe('the HTML report for those who', function () {
  this.timeout('60s');
  let browser: Browser;
  const html = htmlReport(aReport());

  before(async function () {
    browser = await needsBrowser(this);
  });
  after(async () => {
    await browser?.close();
  });

  async function walk(page: Page, key: string): Promise<Focused[]> {
    const seen = new Map<number, Focused>();
    for (;;) {
      await page.keyboard.press(key);
      const now = await page.evaluate<Focused>(focused);
      if (seen.has(now.index) || now.html.startsWith('<body')) return [...seen.values()];
      seen.set(now.index, now);
    }
  }

  it('have a keyboard only reach every control, and see where they are', async () => {
    await using opened = await openPage(browser, html);
    const { page } = opened;
    const stops = await walk(page, 'Tab');
    const reached = new Map(stops.map((stop) => [stop.index, stop]));
    // Inside of what is one stop, arrows go on.
    for (const group of await page.locator('.themes, [data-arrows], .diagram').all()) {
      const first = group.locator('input:checked, .cell[tabindex="0"], summary[tabindex="0"]').first();
      if (!(await first.isVisible())) continue;
      await first.focus();
      for (const stop of [await page.evaluate<Focused>(focused), ...(await walk(page, 'ArrowDown'))]) {
        reached.set(stop.index, stop);
      }
    }
    const all = await page.evaluate<Reachable[]>(
      `[...document.querySelectorAll(${JSON.stringify(controls)})].filter((one) => one.checkVisibility({ contentVisibilityAuto: false }))
        .map((one) => ({ index: [...document.querySelectorAll('*')].indexOf(one), html: one.outerHTML.slice(0, 160) }))`,
    );
    expect(all.length).to.be.greaterThan(60);
    expect(all.filter(({ index }) => !reached.has(index)).map((one) => one.html)).to.deep.equal([]);
    expect([...reached.values()].filter(({ outlined }) => !outlined).map((one) => one.html)).to.deep.equal([]);
  });

  it('have a keyboard only work everything with it', async () => {
    await using opened = await openPage(browser, html);
    const { page } = opened;
    const press = (key: string): Promise<void> => page.keyboard.press(key);

    await press('Tab');
    await press('Enter');
    expect(await page.evaluate('document.activeElement.id'), 'skips to the verdicts').to.equal('main');

    await page.getByRole('radio', { name: 'Auto' }).focus();
    await press('ArrowRight');
    await press('ArrowRight');
    expect(await page.getByRole('radio', { name: 'Dark' }).isChecked()).to.equal(true);

    await page.locator('.cell').first().focus();
    await press('End');
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).to.equal('INPUT-004 stale');
    await press('Home');
    await press('ArrowRight');
    await press('ArrowDown');
    await press('Enter');
    expect(await page.evaluate('location.hash')).to.equal('#STATUS-001');

    await page.getByRole('checkbox', { name: 'violated' }).focus();
    await press('Space');
    expect(await page.locator('[data-count]').textContent()).to.equal('2 of 9 requirements shown');

    const messages = page.locator('.case').first().locator('.diagram summary');
    await messages.first().focus();
    await press('ArrowDown');
    await press('Enter');
    expect(await messages.nth(1).locator('xpath=..').getAttribute('open')).to.equal('');
    await press('End');
    expect(await page.evaluate('document.activeElement.textContent')).to.match(/ends UNKNOWN/);
    await page.locator('.case').first().locator('.skip').focus();
    await press('Enter');
    expect(await page.evaluate('document.activeElement.id')).to.equal('after-diagram-STATUS-001');
    expect(opened.complaints).to.deep.equal([]);
  });

  it('listen to it hear how many requirements a filter leaves', async () => {
    await using opened = await openPage(browser, html);
    const heard = opened.page.locator('[aria-live="polite"]');
    expect(await heard.textContent()).to.equal('9 of 9 requirements shown');
    await opened.page.getByLabel('Search').fill('soon');
    expect(await heard.textContent()).to.equal('1 of 9 requirements shown');
    for (const role of ['banner', 'main', 'search'] as const) {
      expect(await opened.page.getByRole(role).count(), role).to.equal(1);
    }
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 400]) {
      it(`look at it ${colorScheme} and ${width} pixels wide find nothing in their way`, async () => {
        const viewport = { width, height: 900 };
        await using opened = await openPage(browser, html, { colorScheme, viewport, bypassCSP: true });
        await opened.page.evaluate(openAll);
        await opened.page.addScriptTag({ content: axe.source });
        const violations = await opened.page.evaluate<string[]>(
          `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 200) + ' ' + failureSummary)))`,
        );
        expect(violations.join('\n\n')).to.equal('');
      });
    }

    it(`look at it ${colorScheme} can read every colour of text`, async () => {
      await using opened = await openPage(browser, html, { colorScheme });
      const ratios = await opened.page.evaluate<[string, number][]>(contrasts);
      expect(ratios).to.have.length.greaterThan(15);
      expect(ratios.filter(([, ratio]) => ratio < 4.5)).to.deep.equal([]);
    });
  }
});

/** WCAG's ratio for each pair of text and ground that the style sheet uses. */
const contrasts = `(() => {
  const grounds = { paper: 'ink muted accent good bad warn info quiet', panel: 'ink muted accent good bad warn info quiet',
    sunken: 'ink muted accent', 'good-fill': 'good', 'bad-fill': 'on-bad', 'warn-fill': 'warn', 'info-fill': 'info',
    'quiet-fill': 'quiet ink' };
  const probe = document.body.appendChild(document.createElement('span'));
  const luminance = (token) => {
    probe.style.color = 'var(--' + token + ')';
    const [r, g, b] = getComputedStyle(probe).color.match(/[\\d.]+/g).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return Object.entries(grounds).flatMap(([ground, texts]) => texts.split(' ').map((text) => {
    const [low, high] = [luminance(ground), luminance(text)].sort((a, b) => a - b);
    return [text + ' on ' + ground, (high + 0.05) / (low + 0.05)];
  }));
})()`;
