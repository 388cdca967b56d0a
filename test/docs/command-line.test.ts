import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { programOf } from '../../src/cli/program.js';
import { runCli } from '../cli/run-cli.js';
import { verbsOf } from '../cli/verbs-of.js';
import { holdsGenerated } from '../generated.js';
import { betweenMarks } from './between-marks.js';

const page = 'docs/command-line.md';

describe(page, () => {
  it('has the help of every verb', async () => {
    const program = programOf({ out: process.stdout, err: process.stderr, env: {} }, () => {}, []);
    const sections: string[] = [];
    for (const verb of verbsOf(program)) {
      const words = ['buildx-testkit', ...verb].join(' ');
      const { out } = await runCli([...verb, '--help']);
      sections.push(`## ${words}\n\n\`\`\`text\n${out.trim()}\n\`\`\`\n`);
    }
    const text = readFileSync(page, 'utf8');
    holdsGenerated(page, betweenMarks(text, 'verbs', sections.join('\n')), { test: 'test/docs/command-line.test.ts' });
  });

  it('tells of every verb at its beginning', () => {
    const program = programOf({ out: process.stdout, err: process.stderr, env: {} }, () => {}, []);
    const [beginning = ''] = readFileSync(page, 'utf8').split('<!-- verbs -->', 1);
    for (const verb of program.commands) expect(beginning).to.include(`buildx-testkit ${verb.name()}`);
  });
});
