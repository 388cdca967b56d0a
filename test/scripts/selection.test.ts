import { expect } from 'chai';
import { runScript, script } from './script.js';

interface Selection {
  readonly everything: boolean;
  readonly args: readonly string[];
}

const { selectionOf } = await script<{ selectionOf(args: readonly string[], tests: readonly string[]): Selection }>(
  'test/selection.js',
);
const tests = ['test/architecture.test.ts', 'test/time/clock.test.ts', 'test/time/random.test.ts'];
const all = '.build/{test,examples}/**/*.test.js';

describe('What `npm test` runs', () => {
  it('is everything, without arguments and with some that choose no tests', () => {
    expect(selectionOf([], tests)).to.deep.equal({ everything: true, args: [all] });
    const args = ['--forbid-only', '--reporter', '.ci/tally.cjs'];
    expect(selectionOf(args, tests)).to.deep.equal({ everything: true, args: [...args, all] });
  });

  it('is what a file or a folder is compiled to', () => {
    const random = '.build/test/time/random.test.js';
    expect(selectionOf(['test/time/random.test.ts'], tests).args).to.deep.equal([random]);
    expect(selectionOf(['./test/time/'], tests).args).to.deep.equal(['.build/test/time/clock.test.js', random]);
    expect(selectionOf(['.'], tests).args).to.have.length(3);
    expect(selectionOf(['test/time'], tests).everything).to.equal(false);
  });

  it('is what has a title, in all files or in these', () => {
    for (const chosen of [['-g', 'a b'], ['--grep=a b'], ['-f', 'test/time'], ['-ga']])
      expect(selectionOf(chosen, tests)).to.deep.equal({ everything: false, args: [...chosen, all] });
    const both = selectionOf(['-g', 'test/time', 'test/time/random.test.ts', '--timeout', '9s'], tests);
    expect(both.args).to.deep.equal(['-g', 'test/time', '--timeout', '9s', '.build/test/time/random.test.js']);
  });

  const wrong: readonly (readonly [path: string, complaint: string])[] = [
    ['test/clock.test.ts', 'does not exist; the nearest with tests is test/time/clock.test.ts'],
    ['test/tmie', 'does not exist; the nearest with tests is test/time'],
    ['src/time/random.ts', 'is no test file; the nearest with tests is test/time/random.test.ts'],
    ['src/time', 'has no tests; the nearest with tests is test/time'],
  ];
  for (const [path, complaint] of wrong) {
    it(`cannot be ${path}`, () => {
      expect(() => selectionOf([path], tests)).to.throw(`${path} ${complaint}`);
    });
  }

  it('is refused before anything is built', () => {
    expect(runScript('test.js', 'test/scripts/selektion.test.ts')).to.deep.equal({
      code: 2,
      output:
        'npm test: test/scripts/selektion.test.ts does not exist; the nearest with tests is test/scripts/selection.test.ts\n',
    });
  });
});
