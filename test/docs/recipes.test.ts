import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { linksOf, namedPaths } from './named-paths.js';
import { changed, recipesOf, type Block, type Step } from './recipes/recipe.js';
import { type Texts, Workplace } from './recipes/workplace.js';

const page = 'docs/recipes.md';
const text = readFileSync(page, 'utf8');
const recipes = recipesOf(text);

describe('The recipes', () => {
  it('name files that exist, or that they make', () => {
    const steps = recipes.flatMap((recipe) => recipe.steps);
    const made = steps.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'new' ? [block.file] : [])));
    const paths = [...namedPaths(text), ...linksOf(text).map((link) => join('docs', link))];
    for (const path of paths.filter((one) => !made.includes(one)))
      expect(existsSync(path), `${page} names ${path}`).to.equal(true);
    for (const path of made) expect(existsSync(path), `${page} makes ${path} anew`).to.equal(false);
  });

  it('name scripts and tests that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
    for (const [, name] of text.matchAll(/npm run ([\w:-]+)/g)) expect(scripts).to.have.property(name!);
  });

  for (const { title, steps } of recipes) {
    it(`fit the code: ${title}`, () => {
      const texts = new Map<string, string>();
      expect(steps).to.have.length.greaterThan(3);
      for (const block of steps.flatMap(({ blocks }) => blocks)) {
        if (block.kind !== 'change') continue;
        const before = texts.get(block.file) ?? readFileSync(block.file, 'utf8');
        texts.set(block.file, changed(before, block));
      }
    });
  }
});

/** A step that only looks whether all is well changes nothing. */
function onlyLooks({ blocks }: Step): boolean {
  const looks = (block: Block): boolean =>
    block.kind === 'commands' && block.commands.every((command) => command.startsWith('npm test'));
  return blocks.every(looks);
}

const guards = [
  'test/conformance/requirements/index.test.ts',
  'test/mutants/mutants.test.ts',
  'test/docs/traceability.test.ts',
];
/** Not each mutant anew, which takes minutes. */
const titles = '^(the requirements|the mutants|The page of traceability) ';

describe('The recipe of a requirement with its mutant', function () {
  // It builds, and holds a mutant against the whole suite.
  this.timeout('5m');
  const { steps } = recipes.find(({ title }) => title === 'A requirement, with its mutant')!;
  /** As all was before each step. */
  const stages: Texts[] = [];
  let workplace: Workplace;
  let done: Texts;

  before(async () => {
    workplace = new Workplace();
    for (const { blocks } of steps) {
      stages.push(workplace.texts());
      for (const block of blocks) await workplace.do(block);
    }
    done = workplace.texts();
  });
  after(() => workplace.remove());

  it('leads to where no guard complains', async () => {
    const { passed, complaints } = await workplace.test(guards, titles, false);
    expect(complaints).to.deep.equal([]);
    expect(passed).to.be.greaterThan(15);
  });

  for (const [index, step] of steps.entries()) {
    if (onlyLooks(step)) continue;
    it(`has some guard complain when this is left out: ${step.says.slice(0, 50)}…`, async () => {
      const after = stages[index + 1] ?? done;
      const touched = [...after.keys()].filter((path) => after.get(path) !== stages[index]!.get(path));
      expect(touched, 'what the step changes').to.not.deep.equal([]);
      try {
        for (const path of touched) workplace.put(path, stages[index]!.get(path));
        // What follows from a change by itself is no guard of it.
        const updates = step.blocks.every(({ kind }) => kind !== 'commands');
        expect((await workplace.test(guards, titles, updates)).complaints).to.not.deep.equal([]);
      } finally {
        const left = workplace.texts();
        for (const [path, whole] of done) if (left.get(path) !== whole) workplace.put(path, whole);
      }
    });
  }
});
