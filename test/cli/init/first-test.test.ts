import { expect } from 'chai';
import { firstTest } from '../../../src/cli/init/first-test.js';
import { type Project, type Runner, runnerOf } from '../../../src/cli/init/project.js';

function project(change: Partial<Project> & { readonly has?: readonly string[] } = {}): Project {
  const { has = [], ...rest } = change;
  return { directory: '.', isModule: false, hasTypeScript: false, testScript: '', packages: new Set(has), ...rest };
}

describe('The runner of a project', () => {
  const cases: readonly (readonly [what: string, of: Project, runner: Runner])[] = [
    ['its script, before its packages', project({ testScript: 'c8 vitest run', has: ['mocha'] }), 'vitest'],
    ['node --test, too', project({ testScript: 'node --import tsx --test', has: ['mocha'] }), 'node'],
    ['its packages', project({ testScript: 'npm run x', has: ['jest'] }), 'jest'],
    ["Node's own, where nothing is said", project(), 'node'],
  ];
  for (const [what, of, runner] of cases) it(`is found by ${what}`, () => expect(runnerOf(of)).to.equal(runner));
});

describe('The language of a first test', () => {
  const cases: readonly (readonly [of: Project, runner: Runner, extension: string, command: string])[] = [
    [project({ hasTypeScript: true }), 'vitest', '.test.ts', 'npx vitest run'],
    [project({ hasTypeScript: true }), 'mocha', '.test.js', 'npx mocha'],
    [project({ hasTypeScript: true, has: ['tsx'] }), 'mocha', '.test.ts', 'npx mocha --import=tsx'],
    [project({ hasTypeScript: true, has: ['tsx'] }), 'node', '.test.ts', 'node --import=tsx --test'],
    [project({ hasTypeScript: true, has: ['ts-jest'] }), 'jest', '.test.ts', 'npx jest'],
    [project({ isModule: true }), 'jest', '.test.cjs', 'npx jest'],
    [project({ isModule: true }), 'vitest', '.test.js', 'npx vitest run'],
    [project(), 'vitest', '.test.mjs', 'npx vitest run'],
  ];
  for (const [of, runner, extension, command] of cases) {
    it(`${runner}: ${extension} with ${[...of.packages].join(', ') || 'nothing more'}`, () => {
      expect(firstTest(of, runner, false)).to.include({ extension, command });
    });
  }

  it('is TypeScript where Node itself runs that', () => {
    expect(firstTest(project({ hasTypeScript: true }), 'node', true).extension).to.equal('.test.ts');
  });

  it('has no require in a module, and no import elsewhere', () => {
    expect(firstTest(project({ isModule: true }), 'mocha').text).not.to.include('require(');
    expect(firstTest(project(), 'mocha').text).not.to.include('import ');
  });
});
