import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { runScript } from './script.js';

describe('What the sources are compiled to for a test run', () => {
  let home: string;
  const source = (): string => join(home, 'src/a.ts');
  const made = (): string => join(home, '.build/src/a.js');
  const transpile = (): ReturnType<typeof runScript> => runScript('transpile.js', home);

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'transpile-'));
    mkdirSync(join(home, 'src'));
    const compilerOptions = { target: 'es2023', verbatimModuleSyntax: true, jsx: 'react-jsx', jsxImportSource: 'h' };
    writeFileSync(join(home, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src', 'examples'] }));
    writeFileSync(source(), 'export const a: number = 1;\n');
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it('is JavaScript that leads back to its source', async () => {
    writeFileSync(
      join(home, 'src/b.tsx'),
      "import type { A } from './a.js';\nexport const b = (a: A) => <i>{a}</i>;\n",
    );
    expect(transpile()).to.deep.equal({ code: 0, output: '' });
    expect(await import(pathToFileURL(made()).href)).to.include({ a: 1 });
    const text = readFileSync(join(home, '.build/src/b.js'), 'utf8');
    expect(text).to.contain('from "h/jsx-runtime"').and.not.to.contain('./a.js');
    const [, map = ''] = /sourceMappingURL=data:application\/json;base64,(\S+)/.exec(text) ?? [];
    expect(JSON.parse(Buffer.from(map, 'base64').toString())).to.deep.include({ sources: ['../../src/b.tsx'] });
  });

  it('stays as it is while its source does', () => {
    transpile();
    utimesSync(made(), 1, 1);
    transpile();
    expect(statSync(made()).mtimeMs).to.equal(1000);
  });

  it('follows its source, even to one that is older', () => {
    transpile();
    writeFileSync(source(), 'export const a: number = 2;\n');
    utimesSync(source(), 1, 1);
    transpile();
    expect(readFileSync(made(), 'utf8')).to.contain('a = 2');
  });

  it('follows its source when the compiler wrote something newer in between', () => {
    transpile();
    writeFileSync(made(), 'export const a = 3;\n');
    transpile();
    expect(readFileSync(made(), 'utf8')).to.contain('a = 1');
  });

  it('follows the options of the compiler', () => {
    writeFileSync(source(), 'export const a = () => { using b = c(); };\n');
    transpile();
    expect(readFileSync(made(), 'utf8')).to.not.contain('using b');
    const options = { compilerOptions: { target: 'esnext' }, include: ['src'] };
    writeFileSync(join(home, 'tsconfig.json'), JSON.stringify(options));
    transpile();
    expect(readFileSync(made(), 'utf8')).to.contain('using b');
  });

  it('fails with the place where a source is no TypeScript', () => {
    writeFileSync(source(), 'export const a: number = ;\n');
    const { code, output } = transpile();
    expect(code).to.equal(1);
    expect(output).to.contain(' src/a.ts:1:25').and.to.contain('Unexpected ";"');
  });
});
