// What the page does beyond what it says: it can be read without any of this.
'use strict';
{
  /**
   * @template {Element} T
   * @param {ParentNode} root
   * @param {string} selector
   * @param {new () => T} type
   * @returns {T[]}
   */
  const all = (root, selector, type) =>
    [...root.querySelectorAll(selector)].flatMap((found) => (found instanceof type ? [found] : []));

  /** @param {string} name @returns {string | null} */
  const remembered = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // Some browsers keep nothing for pages that are files.
    }
  };

  const themes = all(document, 'input[name="theme"]', HTMLInputElement);
  for (const theme of themes) {
    if (theme.value === remembered('buildx-testkit-theme')) theme.checked = true;
    theme.addEventListener('change', () => {
      try {
        localStorage.setItem('buildx-testkit-theme', theme.value);
      } catch {
        // It holds until the page is left.
      }
    });
  }

  // A link to something that is folded away opens it.
  /** @param {string} hash */
  const reveal = (hash) => {
    const target = hash === '' ? null : document.getElementById(decodeURIComponent(hash.slice(1)));
    if (target === null) return;
    if (target instanceof HTMLTableRowElement && target.hidden) showAll();
    for (let at = target.closest('details'); at !== null; at = at.parentElement?.closest('details') ?? null)
      at.open = true;
    target.scrollIntoView();
  };

  const filters = document.querySelector('[data-filters]');
  const rows = all(document, 'tr[data-verdict]', HTMLTableRowElement);
  const count = document.querySelector('[data-count]');
  const words = filters?.querySelector('input[name="words"]');
  const area = filters?.querySelector('select[name="area"]');
  const boxes = filters === null ? [] : all(filters, 'input[type="checkbox"]', HTMLInputElement);

  /** @type {Map<HTMLTableRowElement, string>} */
  const texts = new Map();
  /** @param {HTMLTableRowElement} row */
  const textOf = (row) => {
    const text = texts.get(row) ?? row.textContent.toLowerCase();
    texts.set(row, text);
    return text;
  };

  const apply = () => {
    const wanted = words instanceof HTMLInputElement ? words.value.toLowerCase().split(/\s+/) : [];
    const wantedArea = area instanceof HTMLSelectElement ? area.value : '';
    /** @param {string} name */
    const checked = (name) => boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);
    const [verdicts, levels] = [checked('verdict'), checked('level')];
    let shown = 0;
    for (const row of rows) {
      const { verdict = '', level = '', area: rowArea = '' } = row.dataset;
      row.hidden = !(
        (verdicts.length === 0 || verdicts.includes(verdict)) &&
        (levels.length === 0 || levels.includes(level)) &&
        (wantedArea === '' || wantedArea === rowArea) &&
        wanted.every((word) => textOf(row).includes(word))
      );
      if (!row.hidden) shown += 1;
    }
    if (count !== null) count.textContent = `${shown} of ${rows.length} requirements shown`;
  };

  const showAll = () => {
    if (words instanceof HTMLInputElement) words.value = '';
    if (area instanceof HTMLSelectElement) area.value = '';
    for (const box of boxes) box.checked = false;
    apply();
  };

  if (filters instanceof HTMLElement) {
    filters.hidden = false;
    filters.addEventListener('input', apply);
    filters.querySelector('[data-reset]')?.addEventListener('click', showAll);
    apply();
  }

  // Sums and names of areas narrow the list that they lead to.
  for (const link of all(document, 'a[data-shows-verdict], a[data-shows-area]', HTMLAnchorElement)) {
    link.addEventListener('click', () => {
      showAll();
      for (const box of boxes) if (box.value === link.dataset['showsVerdict']) box.checked = true;
      if (area instanceof HTMLSelectElement) area.value = link.dataset['showsArea'] ?? '';
      apply();
    });
  }

  for (const button of all(document, 'button[data-copies]', HTMLButtonElement)) {
    const command = button.parentElement?.querySelector('pre');
    if (command === null || command === undefined) continue;
    button.hidden = false;
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(command.textContent);
        button.textContent = 'Copied';
      } catch {
        getSelection()?.selectAllChildren(command);
        button.textContent = 'Selected';
      }
    };
    button.addEventListener('click', () => void copy());
  }

  /**
   * Makes one tab stop of many: arrows, Home and End move among them.
   * @param {Element} root @param {string} selector
   */
  const roam = (root, selector) => {
    /** @param {Element} stop */
    const isShown = (stop) => stop.checkVisibility({ contentVisibilityAuto: false });
    const stops = all(root, selector, HTMLElement);
    for (const [index, stop] of stops.entries()) stop.tabIndex = index === 0 ? 0 : -1;
    let current = stops[0];
    root.addEventListener('focusin', ({ target }) => {
      const stop = stops.find((one) => one === target);
      if (stop === undefined || current === undefined) return;
      current.tabIndex = -1;
      stop.tabIndex = 0;
      current = stop;
    });
    root.addEventListener('keydown', (event) => {
      if (!(event instanceof KeyboardEvent) || !stops.some((stop) => stop === event.target)) return;
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const shown = stops.filter(isShown);
      const at = shown.findIndex((stop) => stop === event.target);
      const to = {
        ArrowRight: at + 1,
        ArrowDown: at + 1,
        ArrowLeft: at - 1,
        ArrowUp: at - 1,
        Home: 0,
        End: shown.length - 1,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      shown[Math.max(0, Math.min(to, shown.length - 1))]?.focus();
    });
  };
  for (const grid of document.querySelectorAll('[data-arrows]')) roam(grid, '.cell');
  for (const diagram of document.querySelectorAll('.diagram')) roam(diagram, 'summary');

  addEventListener('hashchange', () => reveal(location.hash));
  document.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a[href^="#"]') : null;
    if (link !== null) reveal(link.getAttribute('href') ?? '');
  });
  reveal(location.hash);
}
