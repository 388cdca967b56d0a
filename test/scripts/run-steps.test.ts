import { expect } from 'chai';
import { script } from './script.js';

interface Step {
  readonly name: string;
  readonly needs?: string;
}

interface Options {
  readonly atOnce: number;
  run(name: string): Promise<{ readonly ok: boolean; readonly output: string }>;
  print(text: string): void;
}

const { runSteps } = await script<{ runSteps(steps: readonly Step[], options: Options): Promise<readonly string[]> }>(
  'check/run-steps.js',
);

const steps: readonly Step[] = [
  { name: 'build' },
  { name: 'types', needs: 'build' },
  { name: 'lint', needs: 'build' },
  { name: 'format' },
];

/** What was printed, what was named as failed, and in which order steps began and ended. */
async function ran(failing: readonly string[], atOnce = 2) {
  const printed: string[] = [];
  const events: string[] = [];
  const failed = await runSteps(steps, {
    atOnce,
    async run(name) {
      events.push(`${name} begins`);
      await new Promise(setImmediate);
      events.push(`${name} ends`);
      return { ok: !failing.includes(name), output: `what ${name} says` };
    },
    print: (text) => printed.push(text),
  });
  return { failed, events, text: printed.join('\n').replaceAll(/\(\d+\.\d s\)/g, '(T s)') };
}

describe('The steps of a check', () => {
  it('run side by side, but none before the one that it needs, and say nothing when all is well', async () => {
    const { failed, events, text } = await ran([]);
    expect(failed).to.deep.equal([]);
    expect(events.slice(0, 2)).to.deep.equal(['build begins', 'format begins']);
    expect(events.indexOf('build ends')).to.be.lessThan(events.indexOf('types begins'));
    expect(text.split('\n').toSorted()).to.deep.equal(
      ['build', 'format', 'lint', 'types'].map((name) => `ok       ${name} (T s)`),
    );
  });

  it('run one by one where there is one core', async () => {
    const { events } = await ran([], 1);
    expect(events).to.deep.equal(
      ['build', 'types', 'lint', 'format'].flatMap((name) => [`${name} begins`, `${name} ends`]),
    );
  });

  it('all run when one fails, which is named at the end and says all in one piece', async () => {
    const { failed, text } = await ran(['types', 'format']);
    expect(failed).to.deep.equal(['types', 'format']);
    expect(text).to.contain('FAILED   types (T s)\n\nwhat types says\n');
    expect(text).to.contain('ok       lint (T s)');
    expect(text).to.match(/\nfailed: types, format; to repeat one alone: npm run types$/);
  });

  it('do not run without what they need', async () => {
    const { failed, events, text } = await ran(['build']);
    expect(failed).to.deep.equal(['build']);
    expect(events).to.not.include('types begins');
    expect(text).to.contain('not run  types: it needs build\nnot run  lint: it needs build');
  });
});
