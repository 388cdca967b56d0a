// What the page of a trace does beyond what it says: search, and playback. It can be read without any of this.
'use strict';
{
  const tools = document.querySelector('[data-tools]');
  const words = tools?.querySelector('input[name="words"]');
  const moment = tools?.querySelector('input[name="moment"]');
  const now = tools?.querySelector('output');
  const play = tools?.querySelector('[data-plays]');
  const count = tools?.querySelector('[data-found-count]');

  // Each thing that happened, by its time: what lies in the future is shown pale.
  const timed = [...document.querySelectorAll('[data-at]')]
    .map((element) => ({ element, at: Number(element.getAttribute('data-at')) }))
    .toSorted((one, other) => one.at - other.at);
  let past = timed.length;

  /** Only what lies between the old moment and the new one is touched. @param {number} at */
  const moveTo = (at) => {
    while (past > 0 && (timed[past - 1]?.at ?? 0) > at) {
      past -= 1;
      timed[past]?.element.classList.add('future');
    }
    while (past < timed.length && (timed[past]?.at ?? 0) <= at) {
      timed[past]?.element.classList.remove('future');
      past += 1;
    }
  };

  if (tools instanceof HTMLElement && moment instanceof HTMLInputElement && now instanceof HTMLOutputElement) {
    tools.hidden = false;
    const end = Number(moment.max);
    const show = () => {
      const at = Number(moment.value);
      moveTo(at >= end ? Infinity : at);
      now.textContent = at >= end ? 'all of it' : `until ${at} ms`;
    };
    moment.addEventListener('input', show);

    const playedMs = 10_000;
    let frame = 0;
    const stop = () => {
      cancelAnimationFrame(frame);
      frame = 0;
      if (play instanceof HTMLButtonElement) play.textContent = 'Play';
    };
    play?.addEventListener('click', () => {
      if (frame !== 0) return stop();
      const from = Number(moment.value) >= end ? 0 : Number(moment.value);
      let began = NaN;
      /** @param {number} time */
      const step = (time) => {
        if (Number.isNaN(began)) began = time;
        const at = from + ((time - began) / playedMs) * end;
        moment.value = String(Math.min(Math.max(at, from), end));
        show();
        if (at >= end) stop();
        else frame = requestAnimationFrame(step);
      };
      play.textContent = 'Pause';
      frame = requestAnimationFrame(step);
    });
    moment.addEventListener('pointerdown', stop);
    moment.addEventListener('keydown', stop);
  }

  const searched = [...document.querySelectorAll('[data-found], .event[data-at]')].flatMap((element) =>
    element instanceof HTMLElement ? [element] : [],
  );
  /** @type {Map<HTMLElement, string>} */
  const texts = new Map();
  /** @param {HTMLElement} element */
  const textOf = (element) => {
    const text = texts.get(element) ?? (element.textContent ?? '').toLowerCase();
    texts.set(element, text);
    return text;
  };
  /** Folds are opened for what is in them, up to so many; more would take long to show. */
  const mostOpened = 500;

  if (words instanceof HTMLInputElement) {
    const folds = [...document.querySelectorAll('.folded > details')];
    const apply = () => {
      const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      const found = searched.filter((element) => wanted.every((word) => textOf(element).includes(word)));
      const isFound = new Set(found);
      for (const element of searched) element.hidden = !isFound.has(element);
      for (const pause of document.querySelectorAll('.event.gap'))
        if (pause instanceof HTMLElement) pause.hidden = wanted.length > 0;
      const opens = wanted.length > 0 && found.length <= mostOpened;
      for (const fold of folds) {
        const inside = fold.querySelector('.event[data-at]:not([hidden])') !== null;
        if (fold instanceof HTMLDetailsElement) fold.open = opens && inside;
        const item = fold.parentElement;
        if (item !== null) item.hidden = !inside;
      }
      if (count !== null && count !== undefined)
        count.textContent = wanted.length === 0 ? '' : `${found.length} of ${searched.length} shown`;
    };
    words.addEventListener('input', apply);
  }
}
