import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';

interface Job {
  readonly 'runs-on'?: string;
  readonly steps?: readonly { readonly uses?: string; readonly run?: string }[];
  readonly script?: readonly string[];
}

const page = readFileSync('docs/ci.md', 'utf8');

function jobsOf(mark: string): readonly Job[] {
  const blocks = [...page.matchAll(new RegExp(`^<!-- ${mark} -->\\n\\n\`\`\`yaml\\n(.*?)^\`\`\`$`, 'gms'))];
  return blocks.flatMap(([, text = '']) => {
    const file = parse(text) as Record<string, Job> & { jobs?: Record<string, Job> };
    return Object.values(file.jobs ?? file);
  });
}

describe('The guide to CI', () => {
  it('has jobs of GitHub Actions, each step of which does something', () => {
    const jobs = jobsOf('github');
    expect(jobs).to.have.length(3);
    for (const { steps = [], 'runs-on': runner } of jobs) {
      expect(runner).to.equal('ubuntu-latest');
      expect(steps).to.have.length.greaterThan(3);
      for (const { uses, run } of steps) expect([uses, run].filter((one) => one !== undefined)).to.have.length(1);
    }
  });

  it('has jobs of GitLab, each of which runs something', () => {
    const jobs = jobsOf('gitlab');
    expect(jobs).to.have.length(3);
    for (const { script } of jobs)
      expect(script).to.satisfy(
        (lines: unknown) => Array.isArray(lines) && lines.every((line) => typeof line === 'string'),
      );
  });

  it('names files that the package has', () => {
    const named = [...page.matchAll(/node_modules\/buildx-testkit\/([\w./-]*[\w-])/g)].map(([, file]) => file!);
    expect(named).to.have.length.greaterThan(3);
    for (const file of named) expect(existsSync(file), `docs/ci.md names ${file}`).to.equal(true);
  });

  it('leads to the known failures of every release that has a list, as the guide to containers does', () => {
    for (const guide of ['docs/ci.md', 'docs/container.md'])
      expect(readFileSync(guide, 'utf8'), guide).to.include('(conformance.md#failures-that-are-known)');
  });
});
