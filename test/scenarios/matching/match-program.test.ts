import { expect } from 'chai';
import { matchProgram } from '../../../src/scenarios/matching/match-program.js';
import type { TextMatch } from '../../../src/scenarios/model/match.js';

const shell = {
  argv: ['/bin/sh', '-c', 'make'],
  entrypoint: ['/bin/sh'],
  cmd: ['-c', 'make'],
  env: ['A=1', 'B=2'],
  tty: true,
  user: 'root',
  cwd: '/src',
};

describe('matchProgram', () => {
  const programs: readonly (readonly [match: TextMatch, path: string, matches: boolean])[] = [
    ['/bin/sh', '/bin/sh', true],
    ['sh', '/bin/sh', true],
    ['sh', 'sh', true],
    ['sh', '/bin/bash', false],
    ['sh', '/sh/other', false],
    ['/bin/sh', 'sh', false],
    ['bin/sh', '/bin/sh', false],
    [{ glob: '*sh' }, '/bin/bash', true],
    [{ glob: '/bin/*' }, '/bin/bash', true],
    [{ glob: '/bin/*' }, 'bash', false],
    [{ pattern: '^/bin/' }, '/bin/bash', true],
    [{ pattern: '^bash$' }, '/bin/bash', false],
  ];
  for (const [match, path, matches] of programs) {
    it(`${matches ? 'takes' : 'does not take'} ${path} for ${JSON.stringify(match)}`, () => {
      expect(matchProgram({ program: match }, { ...shell, argv: [path] }).length === 0).to.equal(matches);
    });
  }

  it('takes a process that fits in all that is asked', () => {
    const when = {
      args: { exactly: ['-c', { glob: 'm*' }] },
      entrypoint: ['/bin/sh'],
      cmd: ['make'],
      env: ['B=2'],
      tty: true,
      user: 'root',
      cwd: { pattern: '^/s' },
    };
    expect(matchProgram({ program: 'sh', when }, shell)).to.deep.equal([]);
  });

  it('shows each thing that differs, the program first', () => {
    const when = { tty: false, args: ['-x'], cwd: '/' };
    expect(
      matchProgram({ program: 'cat', when }, shell).map(({ path, expected, seen }) => [path, expected, seen]),
    ).to.deep.equal([
      ['program', '"cat"', '"/bin/sh"'],
      ['tty', 'false', 'true'],
      ['args', 'holds "-x"', '["-c", "make"]'],
      ['cwd', '"/"', '"/src"'],
    ]);
  });

  it('takes no process without a command', () => {
    expect(matchProgram({ program: { glob: '*' } }, { ...shell, argv: [] })).to.deep.equal([
      { path: 'program', expected: 'glob "*"', seen: '(none)', matches: false },
    ]);
  });
});
