export { traceHtml } from './trace-html.js';
export { traceOfJournal } from './trace-of.js';
