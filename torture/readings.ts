import { isDeepStrictEqual } from 'node:util';
import { DOMParser } from '@xmldom/xmldom';
import { SaxesParser } from 'saxes';
import { Parser } from 'tap-parser';
import { parse } from 'yaml';
import { counterexampleText } from '../src/conformance/counterexample/counterexample-text.js';
import { diagramOf } from '../src/conformance/counterexample/diagram.js';
import { jsonReport } from '../src/conformance/report/json.js';
import { reportFormats } from '../src/conformance/report/formats.js';
import type { Report } from '../src/conformance/engine/report.js';
import { terminalReport } from '../src/conformance/report/terminal.js';
import { printRecording } from '../src/recorder/print-recording.js';
import { wellFormed } from './arbitraries/words.js';
import { commands } from '../test/words/hostile.js';

/** How each form of a report is read, and what must come out; they throw where something else does. */
export const readings: Readonly<Record<string, (report: Report) => void | Promise<void>>> = {
  json(report) {
    same('the data', JSON.parse(jsonReport(report, { fullMessages: true })), report);
    // What is cut are messages alone.
    const { requirements } = JSON.parse(written('json', report)) as Report;
    same('the verdicts', requirements.map(verdictOf), report.requirements.map(verdictOf));
  },
  junit(report) {
    const xml = written('junit', report);
    assertVisible(xml);
    const names = [...namesOf(report), 'the run came to its end'];
    const seen: string[] = [];
    const sax = new SaxesParser();
    sax.on('opentag', ({ name, attributes }) => void (name === 'testcase' && seen.push(String(attributes['name']))));
    sax.on('error', (error) => {
      throw error;
    });
    sax.write(xml).close();
    same('the cases, by one parser', seen, names);
    const document = new DOMParser({ onError }).parseFromString(xml, 'text/xml');
    const cases = Array.from(document.getElementsByTagName('testcase'), (one) => one.getAttribute('name'));
    same('the cases, by another parser', cases, names);
  },
  tap(report) {
    const tap = written('tap', report);
    assertVisible(tap);
    const points: string[] = [];
    const strays: string[] = [];
    const parser = new Parser({ strict: true });
    parser.on('assert', ({ name }: { readonly name: string }) => points.push(name));
    parser.on('extra', (line: string) => strays.push(line));
    let bailouts = 0;
    parser.on('bailout', () => void bailouts++);
    parser.end(tap);
    same('the points', points, namesOf(report));
    same('what is no TAP', strays, []);
    // The run was ended early, which is said once.
    same('how often it bails out', bailouts, 1);
  },
  html(report) {
    const html = written('html', report);
    assertVisible(html);
    same('what could act', whatActs(html), whatActs(written('html', plain(report))));
  },
  terminal(report) {
    assertVisible(terminalReport(report, { colour: false, command: 'x' }));
    assertVisible(terminalReport(report, { colour: false, command: 'x', columns: 80 }));
  },
  counterexamples(report) {
    for (const requirement of report.requirements) {
      assertVisible(counterexampleText(requirement));
      assertVisible(diagramOf(requirement.counterexample?.journal ?? [], { columns: 2000 }));
    }
  },
  yaml(report) {
    const words = report.requirements.flatMap(({ reason = '' }) => wellFormed(reason));
    const scenario = { name: words[0] ?? '', builds: words.map((message) => ({ error: { message } })) };
    const text = printRecording(scenario, words.join('\n'));
    assertVisible(text);
    same('the scenario', parse(text), scenario);
  },
};

function written(format: string, report: Report): string {
  return reportFormats[format]?.(report) ?? fail(`no format ${format}`);
}

const verdictOf = ({ id, verdict, reason }: Report['requirements'][number]): unknown => [id, verdict, reason];

function namesOf({ requirements }: Report): readonly string[] {
  return requirements.map(({ id, title }) => `${id} ${title}`);
}

/** Of a page, the elements that do something or load something, and the attributes that run something. */
function whatActs(html: string): readonly string[] {
  const parser = new DOMParser({ onError: (level, message) => (level === 'fatalError' ? fail(message) : undefined) });
  const all = Array.from(parser.parseFromString(html, 'text/html').getElementsByTagName('*'));
  const acts = new Set([
    'script',
    'style',
    'img',
    'iframe',
    'object',
    'embed',
    'meta',
    'link',
    'base',
    'form',
    'title',
  ]);
  return all.flatMap(({ nodeName, attributes }) => [
    ...(acts.has(nodeName) ? [nodeName] : []),
    ...Array.from(attributes, ({ name, value }) => `${name}=${value}`).filter((text) =>
      /^on|^style=|javascript:/i.test(text),
    ),
  ]);
}

/** The same report, of a target that says nothing but `x`. */
function plain(report: Report): Report {
  const ours = new Set(['TEST', 'address', 'unix:///x', 'response', 'status', 'open', 'Status', 'Build']);
  const visit = (node: unknown, key = ''): unknown => {
    if (typeof node === 'string') return isOurs(key, node) ? node : 'x';
    if (Array.isArray(node)) return node.map((one) => visit(one, key));
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, visit(value, name)]));
  };
  const isOurs = (key: string, text: string): boolean => ours.has(text) || !wordsOfTheTarget.has(key);
  return visit(report) as Report;
}

/** Fields that hold what a target has said. */
const wordsOfTheTarget = new Set([
  'reason',
  'value',
  'what',
  'expected',
  'seen',
  'steps',
  'schedule',
  'message',
  'ref',
  'package',
  'version',
  'revision',
]);

function assertVisible(text: string): void {
  const found = commands.exec(text);
  if (found !== null)
    fail(
      `it holds ${JSON.stringify(found[0])} at ${JSON.stringify(text.slice(Math.max(0, found.index - 40), found.index + 40))}`,
    );
}

function same(what: string, seen: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(seen, expected))
    fail(`${what}: ${JSON.stringify(seen).slice(0, 600)} in place of ${JSON.stringify(expected).slice(0, 600)}`);
}

/** A replacement character is worth a warning to it. */
function onError(level: string, message: string): void {
  if (level !== 'warning') fail(message);
}

function fail(message: string): never {
  throw new Error(message);
}
