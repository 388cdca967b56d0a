import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadScenario, ScenarioError } from '../../../src/scenarios/index.js';

describe('loadScenario', () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'scenario-'));
  });
  after(() => rm(directory, { recursive: true }));

  async function file(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(directory, name);
    await writeFile(path, content);
    return path;
  }

  async function refusalOf(path: string): Promise<string> {
    const error: unknown = await loadScenario(path).then(
      () => new Error('it was taken'),
      (reason: unknown) => reason,
    );
    if (!(error instanceof ScenarioError)) throw error;
    expect(error.code).to.equal('BAD_SCENARIO');
    return error.message.replaceAll(directory, 'DIR');
  }

  it('reads YAML and JSON, told apart by the name', async () => {
    expect(await loadScenario(await file('a.yaml', 'name: x'))).to.deep.equal({ name: 'x' });
    expect(await loadScenario(await file('a.yml', 'name: x'))).to.deep.equal({ name: 'x' });
    expect(await loadScenario(await file('a.json', '{"name": "x"}'))).to.deep.equal({ name: 'x' });
  });

  it('names the file, line and column of what is wrong in it', async () => {
    expect(await refusalOf(await file('b.yaml', 'name: x\nnmae: y'))).to.equal(
      'DIR/b.yaml:2:1: nmae: no such key; did you mean name?',
    );
  });

  it('refuses files that cannot be read, and says why', async () => {
    expect(await refusalOf(join(directory, 'none.yaml'))).to.equal('DIR/none.yaml: no such file');
    expect(await refusalOf(join(await file('plain.yaml', 'name: x'), 'below.yaml'))).to.equal(
      'DIR/plain.yaml/below.yaml: no such file',
    );
    expect(await refusalOf(await file('a.txt', ''))).to.equal(
      'DIR/a.txt: cannot tell its format: name the file .yaml, .yml or .json',
    );
    expect(await refusalOf(await file('latin1.yaml', new Uint8Array([110, 97, 0xe4])))).to.equal(
      'DIR/latin1.yaml: not UTF-8',
    );
  });

  it('refuses what is no file, without opening it', async () => {
    const pipe = join(directory, 'pipe.yaml');
    execFileSync('mkfifo', [pipe]);
    expect(await refusalOf(pipe)).to.equal('DIR/pipe.yaml: is no regular file');
    const folder = await mkdtemp(join(directory, 'folder-'));
    await rm(folder, { recursive: true });
    execFileSync('mkdir', [`${folder}.yaml`]);
    expect(await refusalOf(`${folder}.yaml`)).to.match(/: is a directory$/);
  });

  it('refuses a file of more than 10 MiB, without reading it', async () => {
    const path = await file('large.yaml', 'name: x');
    await truncate(path, 10 * 1024 * 1024 + 1);
    expect(await refusalOf(path)).to.equal('DIR/large.yaml: too large: 10485761 bytes, and the most is 10 MiB');
  });
});
