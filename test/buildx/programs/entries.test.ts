import { entryCases } from './cases/entries.js';
import { needsProgram, type Program, programs } from './needs-program.js';
import { runCase } from './run-case.js';

for (const name of programs) {
  describe(`${name}, with the catalogue's entries about BuildKit`, function () {
    this.timeout('60s');
    let program: Program;
    const waiting = new Map<string, Promise<void>>();
    before(async function () {
      program = await needsProgram(this, name);
      // Those that only wait do so together, beside the others.
      for (const { entry, ...one } of entryCases.filter(({ waits }) => waits === true)) {
        const run = runCase(program, { ...one, name: entry.name, scenario: entry.scenario });
        run.catch(() => {});
        waiting.set(entry.name, run);
      }
    });

    for (const { entry, ...one } of entryCases)
      it(`comes through ${entry.name}`, () =>
        waiting.get(entry.name) ?? runCase(program, { ...one, name: entry.name, scenario: entry.scenario }));

    after(() => Promise.allSettled(waiting.values()));
  });
}
