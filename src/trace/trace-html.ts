import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { unambiguous } from '../words/unambiguous.js';
import { TracePage } from './html/page.js';
import type { Trace } from './trace.js';

/** Writes a trace as one page of HTML, which loads nothing else. */
export function traceHtml(trace: Trace): string {
  return `<!doctype html>\n${unambiguous(renderToString(h(TracePage, { trace })))}\n`;
}
