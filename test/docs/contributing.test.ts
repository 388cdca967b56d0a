import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';

const guide = readFileSync('CONTRIBUTING.md', 'utf8');

describe('CONTRIBUTING.md', () => {
  it('names scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
    const named = [...guide.matchAll(/\bnpm run ([\w:-]+)|\bnpm (start|test)\b/g)].map(([, run, own]) => run ?? own!);
    expect(named).to.have.length.greaterThan(10);
    for (const name of named) expect(scripts, `CONTRIBUTING.md names npm run ${name}`).to.have.property(name);
  });

  it('names files, folders and tests that exist', () => {
    const paths = [
      ...guide.matchAll(/\]\(([^):]+)\)|`([\w.-]+\/[\w./-]*)`|npm test -- ((?:(?:test|examples)[\w./-]* ?)+)/g),
    ]
      .flatMap(([, link, path, tests]) => [link, path, ...(tests?.trim().split(' ') ?? [])])
      .filter((path) => path !== undefined);
    expect(paths).to.have.length.greaterThan(20);
    for (const path of paths) expect(existsSync(path), `CONTRIBUTING.md names ${path}`).to.equal(true);
  });

  it('tells of what CI runs', () => {
    for (const command of ['npm ci', 'npm test', 'npm run check', 'npm start', 'npm run site'])
      for (const file of ['CONTRIBUTING.md', '.ci/run'])
        expect(readFileSync(file, 'utf8'), `${file}, which is to have what the other has`).to.contain(command);
    expect(guide).to.contain('Node 22 and 24');
    expect(readFileSync('.ci/run', 'utf8')).to.contain('for major in 22 24');
  });
});
