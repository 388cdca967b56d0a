import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { runScript } from './script.js';

describe('What is published, made anew', function () {
  // The bundler reads all of src/, twice.
  this.timeout('60s');
  const stale = 'dist/cjs/LICENSES.txt';

  it('is as the sources are: what is stale is mended, what has no source removed, the rest left alone', () => {
    const current = readFileSync(stale, 'utf8');
    const { mtimeMs } = statSync('dist/index.js');
    for (const file of [stale, 'dist/gone.js', 'dist/gone.d.ts', 'dist/cjs/gone.d.ts']) writeFileSync(file, 'old');
    expect(runScript('bundle.js')).to.deep.equal({ code: 0, output: '' });
    expect(readFileSync(stale, 'utf8')).to.equal(current);
    for (const file of ['dist/gone.js', 'dist/gone.d.ts', 'dist/cjs/gone.d.ts'])
      expect(existsSync(file)).to.equal(false);
    expect(existsSync('dist/index.d.ts'), 'the declarations').to.equal(true);
    expect(statSync('dist/index.js').mtimeMs).to.equal(mtimeMs);
  });
});
