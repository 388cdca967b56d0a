import { isAtLeast } from '../../../src/index.js';
import { dockerfileCases } from './cases/dockerfiles.js';
import { optionCases } from './cases/options.js';
import { outputCases } from './cases/outputs.js';
import { progressCases } from './cases/progress.js';
import { resultCases } from './cases/results.js';
import { needsProgram, type Program, programs } from './needs-program.js';
import { runCase } from './run-case.js';

for (const name of programs) {
  describe(`${name}, against the fake BuildKit`, function () {
    this.timeout('60s');
    let program: Program;
    before(async function () {
      program = await needsProgram(this, name);
    });

    for (const one of [...progressCases, ...optionCases, ...resultCases, ...outputCases, ...dockerfileCases]) {
      it(one.name, async function () {
        if (one.since !== undefined && !isAtLeast(program.version, one.since)) {
          console.log(`      skipped: it came with ${one.since}, and this is ${program.version.version}`);
          return this.skip();
        }
        await runCase(program, one);
      });
    }
  });
}
