// Mocha's spec reporter, which also leaves its counts in the file that TALLY_FILE names, and what failed, in full, beside it.
const { appendFileSync, writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

module.exports = class Tally extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.TALLY_FILE;
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test, error) => {
      const place = `${test.fullTitle()} (Node ${process.versions.node})`;
      appendFileSync(`${file}-failures`, `FAILED ${place}\n${error.stack ?? error.message ?? error}\n\n`);
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = runner.stats;
      writeFileSync(file, `${passes} ${failures} ${pending}\n`);
    });
  }
};
