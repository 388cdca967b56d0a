import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readJournal } from '../../../src/index.js';
import { FakesOfTest } from '../../../src/testing/fakes/fakes-of-test.js';

describe('What is told of a test that fails', () => {
  const traces = mkdtempSync(join(tmpdir(), 'traces-'));

  after(() => rmSync(traces, { recursive: true }));

  /** The error of a test of this name that calls List a few times, and fails. */
  async function failed(error: unknown, calls: number, name = 'a name'): Promise<Error> {
    const fakes = new FakesOfTest({ name, file: 'a.test.js', again: 'npx a-runner' });
    try {
      await fakes.run(async () => {
        const fake = await fakes.fakeController({ traces });
        for (let call = 0; call < calls; call += 1) await fake.client().rpc.list();
        throw error;
      });
    } catch (told) {
      return told as Error;
    } finally {
      await fakes.stop();
    }
    throw new Error('it passes');
  }

  it('is written to a file of its own for each, though their names are the same', async () => {
    const errors = [await failed(new Error('one'), 1), await failed(new Error('two'), 2)];
    const files = errors.map(({ message }) => /all of its journal: (.*)/.exec(message)?.[1] ?? '');
    const journals = await Promise.all(files.map((file) => readJournal(readFileSync(file, 'utf8'))));
    const calls = journals.map((entries) => new Set(entries.map(({ call }) => call)).size);
    expect(new Set(files).size, files.join(' ')).to.equal(2);
    expect(calls).to.deep.equal([1, 2]);
  });

  it('is of that test alone, where several fail by one error', async () => {
    const error = new TypeError('the server is away');
    const [first, second] = [await failed(error, 1, 'first'), await failed(error, 2, 'second')];
    expect(first).to.equal(error);
    expect(second).to.have.property('cause', error);
    expect(second.name).to.equal('TypeError');
    for (const [told, name] of [
      [first, 'first'],
      [second, 'second'],
    ] as const)
      for (const text of [told.message, told.stack ?? '']) {
        expect(text.match(/the server is away/g)).to.have.length(1);
        expect(text.match(/the FakeController of this test/g)).to.have.length(1);
        expect(text).to.include(`/${name}-`);
      }
  });
});
