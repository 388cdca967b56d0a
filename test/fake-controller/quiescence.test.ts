import { expect } from 'chai';
import { FakeController, build, program } from '../../src/index.js';

describe('assertQuiescent', () => {
  it('is content when nothing is left', async () => {
    await using fake = await FakeController.start();
    await fake.client().build({ contextPath: '.' });
    fake.assertQuiescent();
  });

  it('throws a table of what is left, with where it began', async () => {
    await using fake = await FakeController.start({
      clock: 'manual',
      scenario: {
        builds: [build().named('never').once().when({ target: 'never' })],
        programs: [program('flood').writes('x'.repeat(200_000)), program('slow').waits('5s')],
        fallback: true,
      },
    });
    const client = fake.client();
    const built = client.build({ contextPath: '.' }, { ref: 'r' });
    await fake.clock.runAll();
    await built;
    for (const name of ['flood', 'slow']) {
      const invoke = client.rpc.invoke();
      invoke.pause();
      await invoke.send({ kind: 'init', ref: 'r', processId: name, invokeConfig: { entrypoint: [name] } });
    }
    await fake.clock.advance(0);
    expect(() => fake.assertQuiescent({ sessions: true }))
      .to.throw()
      .with.property('message')
      .that.matches(
        new RegExp(
          [
            String.raw`^the fake is not quiescent: 9 left`,
            String.raw`  open call        Invoke#3 of "r"  since journal entry \d+`,
            String.raw`  unread messages  Invoke#3 of "r"  \d+ from the server`,
            String.raw`  blocked writer   Invoke#3 of "r"  since journal entry \d+`,
            String.raw`  open call        Invoke#4 of "r"  since journal entry \d+`,
            String.raw`  pending timer    process "slow"   due in 5000 ms`,
            String.raw`  unused script    builds\[0\]        once`,
            String.raw`  session          r                not disconnected`,
            String.raw`  process          flood            of session "r"`,
            String.raw`  process          slow             of session "r"$`,
          ].join('\n'),
        ),
      );
  });

  it('is not content with a request that no script knew, though its error was swallowed', async () => {
    await using fake = await FakeController.start({ scenario: { builds: [build().when({ target: 'known' })] } });
    await fake
      .client()
      .build({ contextPath: '.' }, { ref: 'r' })
      .catch(() => undefined);
    expect(() => fake.assertQuiescent()).to.throw(
      /1 left\n {2}unknown request {2}the build of session "r" {2}no script fits it$/,
    );
  });
});
