// Mocha's spec reporter, which also leaves its counts in the file that TALLY_FILE names.
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

module.exports = class Tally extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = runner.stats;
      writeFileSync(process.env.TALLY_FILE, `${passes} ${failures} ${pending}\n`);
    });
  }
};
