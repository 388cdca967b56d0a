import { join } from 'node:path';
import { expect } from 'chai';
import { build, exit, FakeController, type FakeControllerOptions, program, Terminal, vertex } from 'buildx-testkit';
import { Keyboard } from './keyboard.js';

const main = join(import.meta.dirname, 'main.js');
const failing = build().add(
  vertex('[1/2] FROM alpine').cached(),
  vertex('[2/2] RUN make').logs('cc main.c\n').exits(2),
);

/** What a test has started; the last is ended first. */
const started: AsyncDisposable[] = [];

/** The fake, and this program before it at a terminal of its own. */
async function start(options: FakeControllerOptions) {
  const fake = await FakeController.start({ revision: '0.12', ...options });
  started.push(fake);
  const address = await fake.listen('unix');
  return {
    fake,
    run(...args: readonly string[]): Terminal {
      const terminal = Terminal.open([process.execPath, main, address, ...args], { rows: 24, columns: 100 });
      started.push(terminal);
      return terminal;
    },
    /** What was asked of each new process, and of one that runs already, undefined. */
    invoked: () =>
      fake.requests('Invoke').flatMap((message) => (message.kind === 'init' ? [message.invokeConfig] : [])),
  };
}

describe('debug-step', function () {
  // Each test runs the program once or twice, on machines that may be busy.
  this.timeout('60s');

  // Not at the end of a test: one that waits in vain for what is never shown does not come to its end.
  afterEach(async () => {
    for (const one of started.splice(0).toReversed()) await one[Symbol.asyncDispose]();
  });

  it('opens a shell in the step that failed, and ends with its exit code', async () => {
    const image = { files: { '/src/main.c': 'int main() {}\n' } };
    const one = await start({ scenario: { builds: [failing.image(image)] } });
    const terminal = one.run('.');
    await terminal.shows('[2/2] RUN make');
    await terminal.shows('cc main.c');
    await terminal.shows('exit code: 2');
    await terminal.shows('/ # ');
    terminal.write('cat /src/main.c\r');
    await terminal.shows('int main() {}');
    terminal.write('exit 7\r');
    expect(await terminal.ended).to.equal(7);
    one.fake.assertQuiescent({ sessions: true });
  });

  it('gives the process what is typed as it is, Ctrl-C too, and the size of the terminal', async () => {
    const shell = program('dbg')
      .prompts('(dbg) ')
      .on('\u0003', { send: 'interrupted\r\n' })
      .onResize({ send: '[$1 rows, $2 columns]' })
      .on(/^quit\r/, exit(0));
    // A good server heeds sizes, which the released ones do not.
    const one = await start({ scenario: { builds: [failing], programs: [shell] }, quirks: 'none' });
    const terminal = one.run('.', '--', '/usr/bin/dbg', '-x');
    await terminal.shows('[24 rows, 100 columns]');
    terminal.write('\u0003');
    await terminal.shows('interrupted');
    await terminal.resize(30, 120);
    await terminal.shows('[30 rows, 120 columns]');
    terminal.write('quit\r');
    expect(await terminal.ended).to.equal(0);
    expect(one.invoked()).to.have.length(1);
    expect(one.invoked()[0]).to.deep.include({ entrypoint: ['/usr/bin/dbg'], cmd: ['-x'], tty: true });
  });

  it('begins anew, in what the step has left or before it', async () => {
    const one = await start({ scenario: { builds: [failing] } });
    const terminal = one.run('.');
    await terminal.shows('/ # ');
    terminal.write('X=lost; echo "[$X]"\r');
    await terminal.shows('\n[lost]');
    await terminal.shows('/ # ');
    terminal.write('\u0001r');
    await terminal.shows('/ # ');
    terminal.write('echo "[$X]"\r');
    await terminal.shows('\n[]');
    await terminal.shows('/ # ');
    terminal.write('\u0001i');
    await terminal.shows('/ # ');
    terminal.write('exit\r');
    expect(await terminal.ended).to.equal(0);
    const modes = one.invoked().map((config) => [config?.rollback, config?.initial]);
    expect(modes).to.deep.equal([
      [false, false],
      [true, false],
      [true, true],
    ]);
    one.fake.assertQuiescent({ sessions: true });
  });

  it('leaves the process, and takes its terminal again', async () => {
    const one = await start({ scenario: { builds: [failing] } });
    const first = one.run('.');
    await first.shows('/ # ');
    first.write('X=kept\r');
    await first.shows('/ # ');
    first.write('\u0001d');
    expect(await first.ended).to.equal(0);
    const [, ref = '', processId = ''] = /--attach (\S+) (\S+)/.exec(first.output) ?? [];
    const second = one.run('--attach', ref, processId);
    await second.shows('Ctrl-a d leaves the process');
    second.write('echo "[$X]"\r');
    await second.shows('\n[kept]');
    second.write('exit 3\r');
    expect(await second.ended).to.equal(3);
    expect(one.invoked()[1]).to.equal(undefined);
    one.fake.assertQuiescent({ sessions: true });
  });

  it('opens nothing after a build that succeeds, or that has left nothing to start a process in', async () => {
    const refused = build()
      .when({ contextPath: { glob: '*/refused' } })
      .fails('no such context', { before: 'solve' });
    const one = await start({ scenario: { builds: [refused, build().add(vertex('[1/1] RUN make'))] } });
    expect(await one.run('.').ended).to.equal(0);
    const terminal = one.run('refused');
    expect(await terminal.ended).to.equal(1);
    expect(terminal.output).to.include('no such context');
    // The real server would have died of it.
    expect(one.invoked()).to.deep.equal([]);
    one.fake.assertQuiescent({ sessions: true });
  });

  it('tells its own keys from those of the process, however they come', () => {
    const keyboard = new Keyboard();
    const read = (text: string) =>
      keyboard.read(Buffer.from(text)).map((typed) => ('bytes' in typed ? Buffer.from(typed.bytes).toString() : typed));
    expect(read('ls\r\u0001')).to.deep.equal(['ls\r']);
    expect(read('rpwd\r')).to.deep.equal([{ command: 'rollback' }, 'pwd\r']);
    expect(read('\u0001\u0001\u0001xd')).to.deep.equal(['\u0001\u0001xd']);
    expect(read('a\u0001d')).to.deep.equal(['a', { command: 'detach' }]);
  });
});
