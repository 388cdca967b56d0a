import * as chai6 from 'chai';
// @ts-expect-error: the types of chai are those of the other one
import * as chai5 from 'chai5';
import {
  ArgumentError,
  type BuildFailedError,
  build,
  exit,
  FakeController,
  program,
  vertex,
  type BuildRun,
} from '../../src/index.js';
import { buildxTestkit } from '../../src/testing/chai/index.js';

const scenario = {
  builds: [
    build().when({ target: 'bad' }).add(vertex('[1/1] RUN make').logs('cc main.c\n').exits(2)),
    build().add(vertex('[1/2] FROM alpine').cached()).add(vertex('[2/2] RUN make').logs('cc main.c\n')),
  ],
  programs: [program('sh').on(/^exit (\d+)\n/, exit('$1'))],
};

/** Of a house that has both, each with assertions of its own. */
const versions = { '5': chai5 as unknown as typeof chai6, '6': chai6 };

for (const [version, chai] of Object.entries(versions)) {
  describe(`The plugin for chai ${version}`, () => {
    const { expect } = chai.use(buildxTestkit);
    let fake: FakeController;
    let run: BuildRun;
    let failure: BuildFailedError;

    before(async () => {
      fake = await FakeController.start({ revision: '0.12', scenario });
      const client = fake.client();
      await client.rpc.list();
      run = await client.build({ contextPath: '.', target: 'good', buildArgs: { V: '1.2' } }, { ref: 's' });
      const failing = client.build({ contextPath: '.', target: 'bad' }, { ref: 'f' });
      failure = (await failing.catch((error: unknown) => error)) as BuildFailedError;
    });

    after(() => fake.stop());

    /** What is said when it does not hold. */
    function said(assertion: () => unknown): string {
      try {
        assertion();
      } catch (error) {
        chai6.expect(error).to.have.property('name', 'AssertionError');
        return (error as Error).message;
      }
      throw new Error('it holds');
    }

    it('holds what was received, by RPC, by what is asked of it, and by number', () => {
      expect(fake)
        .to.have.received('Build')
        .with({ target: 'good', buildArgs: { V: /^1\./ }, ref: 's' });
      expect(fake.journal).to.have.received('Build', { target: { glob: 'b*' } }).once;
      expect(fake).to.have.received('Build').times(2);
      expect(fake).to.have.never.received('Inspect');
      expect(fake).to.not.have.received('Build', { target: 'other' });
      expect(fake).to.have.received.in.order('List', ['Build', { target: 'good' }], ['Build', { target: 'bad' }]);
    });

    it('shows the closest request beside what was asked, and the journal around it', () => {
      const text = said(() =>
        expect(fake)
          .to.have.received('Build')
          .with({ target: 'test', buildArgs: { V: '1.2' } }),
      );
      chai6
        .expect(text)
        .to.match(/^expected a request of Build with \{target: "test", .*the closest of 2 is entry (\d+):\n/);
      chai6.expect(text).to.match(/target +\| "test" +\| "good" +\| <== first difference\n/);
      chai6.expect(text).to.match(/buildArgs\.V +\| "1\.2" +\| "1\.2"\n/);
      chai6.expect(text).to.match(/\nthe journal around entry (\d+):\n(?:.*\n)*> \1 \S+ Build#\d+ -> \{ref: "s"/);
    });

    it('says of an RPC that none came, of a number how many did, and of an order what is missing', () => {
      chai6
        .expect(said(() => expect(fake).to.have.received('Inspect')))
        .to.match(/no Inspect came\nthe end of the journal:\n/);
      chai6
        .expect(said(() => expect(fake).to.have.received('Build').once))
        .to.match(/^expected 1 requests of Build, and 2 came/);
      const order = said(() =>
        expect(fake).to.have.received.in.order(['Build', { target: 'bad' }], ['Build', { target: 'good' }]),
      );
      chai6
        .expect(order)
        .to.match(/2\. \| Build \{target: "good"\} \| \(none after entry \d+\) \| <== first difference/);
      chai6
        .expect(said(() => expect(fake).to.have.never.received('List')))
        .to.match(/^expected no request of List, and entry \d+ is one/);
    });

    it('refuses an RPC that there is not, which nothing could ever receive', () => {
      chai6
        .expect(() => expect(fake).to.have.never.received('Biuld' as never))
        .to.throw(ArgumentError, /did you mean Build/);
    });

    it('refuses a slip in a name, which would hold nothing', () => {
      const form = expect(run).to.form.a as unknown as Record<string, Record<string, unknown>>;
      chai6.expect(() => form['valid']!['histroy']).to.throw(/no histroy \(did you mean history\?\)/);
    });

    it('waits for the end of a call', async () => {
      const client = fake.client();
      const status = client.rpc.status({ ref: 'nobody' });
      const ended = expect(status).to.end.with.status('CANCELLED');
      status.cancel();
      await ended;
      await expect(client.rpc.disconnectProcess({ ref: 'x', processId: 'p' })).to.end.with.status('UNKNOWN', /unknown/);
      const text = await expect(client.rpc.list())
        .to.end.with.status('UNKNOWN')
        .then(
          () => '',
          (error: Error) => error.message,
        );
      chai6.expect(text).to.match(/code +\| UNKNOWN +\| OK +\| <== first difference/);
    });

    it('holds the history of a build, its vertices and its logs', () => {
      expect(run.statuses).to.form.a.valid.history;
      expect(failure).to.form.a.complete.history;
      expect(failure).to.include.vertex('[1/1] RUN make').that.failed.and.logged('cc main.c');
      expect(run).to.include.vertex(/FROM/).that.is.cached;
      expect(run).to.include.vertex('[2/2] RUN make').that.completed;
      expect(run).to.have.logged(/main\.c/);
      expect(run).to.not.include.vertex('[9/9]');
      expect(run).to.not.have.logged('error');
    });

    it('says what was told when that does not hold', () => {
      const wrong = [{ logs: [{ vertex: 'x', stream: 1 }] }];
      chai6
        .expect(said(() => expect(wrong).to.form.a.valid.history))
        .to.match(/^expected a valid history:\n {2}message 1: a log of x/);
      chai6
        .expect(said(() => expect(run).to.include.vertex('[2/2] RUN make').that.failed))
        .to.match(/^expected vertex "\[2\/2\] RUN make" to be failed, and it is completed$/);
      chai6
        .expect(said(() => expect(run).to.include.vertex('[3/3]')))
        .to.match(
          /^expected a vertex "\[3\/3\]", and there is none\nwhat was told:\n(?:.*\n)* {2}\[2\/2\] RUN make: stdout "cc main.c\\n"/,
        );
      chai6.expect(said(() => expect(run).to.have.logged('oops'))).to.include('it logged "cc main.c\\n"');
    });

    it('holds the typed details of an error', () => {
      expect(failure).to.have.detail('errdefs.Build');
      expect(failure).to.have.detail('github.com/moby/buildkit/errdefs.Vertex+json', { digest: /^sha256:/ });
      expect(failure).to.not.have.detail('errdefs.FrontendCap');
      chai6
        .expect(said(() => expect(failure).to.have.detail('errdefs.Nope')))
        .to.match(/its details are: \n {2}github\.com\//);
      chai6
        .expect(said(() => expect(failure).to.have.detail('errdefs.Vertex', { digest: 'x' })))
        .to.match(/digest +\| "x" +\| "sha256:/);
    });

    it("keeps chai's own words and messages", () => {
      expect({ a: [1] })
        .to.have.property('a')
        .with.lengthOf(1);
      expect([1, 2]).to.include(1).and.not.be.empty;
      chai6
        .expect(said(() => expect(fake, 'the fake').to.have.received('Inspect')))
        .to.match(/^the fake: expected a request of Inspect/);
    });
  });
}
