import { expect } from 'chai';
import { holdsGenerated } from '../../generated.js';
import { needsProgram, type Program, programs } from '../programs/needs-program.js';
import { certifiedCases } from './cases/index.js';
import { explained, unused } from './explanations.js';
import { loneFacts, textOf } from './facts/lone-facts.js';
import { page, pageFile } from './page.js';
import { readRecording, references, releaseOf } from './recording.js';
import { saidAlike } from './said-alike.js';
import { runFake } from './run-fake.js';

const all = Object.values(certifiedCases).flat();

describe('the certificate of the fake BuildKit', () => {
  it('has a page that is as its recordings are', () => {
    holdsGenerated(pageFile, page(references.map(readRecording)), { command: 'npm run certify -- --update' });
  });

  for (const recording of references.map(readRecording))
    it(`has no explanation that explains nothing on Docker ${recording.engine}`, () => {
      const used = new Set(Object.values(recording.cases).flatMap((one) => one.explained));
      expect(unused(recording.engine, used)).to.deep.equal([]);
      const [first = ''] = used;
      expect(unused(recording.engine, new Set([...used].slice(1)))).to.deep.equal([first]);
    });

  it('has each case once', () => {
    const names = all.map(({ name }) => name);
    expect(names).to.have.length(new Set(names).size);
  });
});

const [oldest] = references.map(readRecording);

for (const [index, reference] of references.entries()) {
  const recording = readRecording(reference);
  // What the BuildKits said alike is asked of the fake once; `npm run certify` asks for all.
  const asked =
    index === 0 || oldest === undefined ? all : all.filter(({ name }) => !saidAlike(name, oldest, recording));
  const name = programs[index] ?? programs[0];
  describe(`the fake BuildKit under ${name}, as Docker ${reference.engine} was`, function () {
    this.timeout('60s');
    let program: Program;
    before(async function () {
      program = await needsProgram(this, name);
      const release = releaseOf(program.version);
      if (release === recording.program) return;
      console.log(`      skipped: recorded under buildx ${recording.program}, and this is ${release}`);
      this.skip();
    });

    for (const one of asked) {
      const recorded = recording.cases[one.name];
      if (recorded === undefined) continue;
      it(one.name, async () => {
        const lone = loneFacts(recorded.facts, await runFake(one, { program: program.path, shell: recording.shell }));
        const { by, unexplained } = explained(one, reference.engine, lone);
        expect(unexplained, `\n${textOf(unexplained)}`).to.deep.equal([]);
        expect(recorded.explained, 'what is recorded as explained').to.include.members([...by]);
      });
    }
  });
}
