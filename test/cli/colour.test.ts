import { Writable } from 'node:stream';
import { expect } from 'chai';
import { commandLine } from '../../src/cli/command-line.js';
import { runCli } from './run-cli.js';

class Terminal extends Writable {
  readonly isTTY = true;
  readonly columns = 120;
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const run = ['conformance', '--only', 'INFO-001', '--runs', '1'];

async function shown(env: Record<string, string>): Promise<string> {
  const out = new Terminal();
  await commandLine(run, { out, err: new Writable({ write: (_chunk, _encoding, done) => done() }), env });
  return out.text;
}

describe('The report of a run', () => {
  it('has colours on a terminal', async () => {
    expect(await shown({})).to.include('\u001B[');
    expect(await shown({ NO_COLOR: '' })).to.include('\u001B[');
  });

  it('has none where NO_COLOR is set', async () => {
    expect(await shown({ NO_COLOR: '1' })).not.to.include('\u001B');
  });

  it('has none elsewhere', async () => {
    expect((await runCli(run)).out).not.to.include('\u001B');
  });
});
