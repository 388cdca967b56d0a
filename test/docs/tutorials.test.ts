import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { needsBuildx } from '../buildx/needs-buildx.js';
import { Project } from './tutorials/project.js';
import { missingLine, stepsOf } from './tutorials/steps.js';

const pages = readdirSync('docs/tutorials').map((name) => `docs/tutorials/${name}`);

describe('The tutorials', () => {
  it('are there', () => expect(pages).to.have.length(3));

  for (const page of pages) {
    it(`do what they say: ${page}`, async function () {
      // Each runs a dozen programs.
      this.timeout('2m');
      const text = readFileSync(page, 'utf8');
      const steps = stepsOf(text);
      const builds = /withBuildx|-- docker buildx/.test(text);
      const project = new Project(builds ? { BUILDX_TESTKIT_BUILDX: needsBuildx(this) } : {});
      try {
        for (const step of steps) {
          if (step.kind === 'file') project.write(step.name, step.text);
          else if (step.kind === 'server') await project.serve(step.command);
          else {
            const { exitCode, output } = await project.run(step.commands);
            const where = `${page}:${step.line}: ${step.commands}\n${output}`;
            expect(exitCode, where).to.equal(step.exitCode);
            expect(missingLine(step.shows ?? '', output), where).to.equal(undefined);
          }
        }
      } finally {
        await project.remove();
      }
    });
  }
});

describe('What a tutorial shows', () => {
  it('has to come line by line, in order, with anything where it has dots', () => {
    expect(missingLine('one\n…\nthree … five\n', 'one\ntwo\nthree four five\n')).to.equal(undefined);
    expect(missingLine('ID  TIME\n', 'ID    TIME\n')).to.equal(undefined);
    expect(missingLine('two\none\n', 'one\ntwo\n')).to.equal('one');
    expect(missingLine('on\n', 'one\n')).to.equal('on');
  });

  it('is no block that nobody runs', () => {
    expect(() => stepsOf('```js\n1;\n```\n')).to.throw('line 1: a tutorial has files');
    expect(() => stepsOf('<!-- exit: 1 -->\n```sh\nfalse\n```\n')).to.throw('no such mark');
  });
});
