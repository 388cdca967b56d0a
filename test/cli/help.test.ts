import type { Command } from 'commander';
import { expect } from 'chai';
import { programOf } from '../../src/cli/program.js';
import { runCli } from './run-cli.js';
import { verbsOf } from './verbs-of.js';

describe('The help of each verb', () => {
  const program: Command = programOf({ out: process.stdout, err: process.stderr, env: {} }, () => {}, []);
  for (const verb of verbsOf(program)) {
    const words = ['buildx-testkit', ...verb].join(' ');
    it(`${words}: has an example that calls it`, async () => {
      const { code, out } = await runCli([...verb, '--help']);
      expect(code).to.equal(0);
      const [, examples = ''] = /^Examples?:\n([^]*)/m.exec(out) ?? [];
      expect(examples).to.match(new RegExp(`^  (?:.*\\| )?${words}(?: |$)`, 'm'));
    });

    it(`${words}: is where it is said to be seen`, async () => {
      const { code, err } = await runCli([...verb, '--no-such-option']);
      expect(code).to.equal(2);
      expect(err).to.include(`see ${words} --help\n`);
    });
  }
});
