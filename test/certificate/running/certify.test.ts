import { expect } from 'chai';
import { isGood } from '../../../src/certificate/certificate.js';
import { certificatePage } from '../../../src/certificate/report/page.js';
import { certificateText } from '../../../src/certificate/report/text.js';
import { certify } from '../../../src/certificate/running/certify.js';
import { faithfulFake } from '../../../src/certificate/running/faithful-fake.js';
import type { CertifyOptions } from '../../../src/certificate/running/options.js';
import type { Target } from '../../../src/conformance/trial/target.js';
import { mutants } from '../../../src/mutants/index.js';

const info = { package: 'github.com/docker/buildx', version: 'v0.13.1', revision: 'of no commit' };
const known = { revision: '0.12', info } as const;

describe('a certificate, of the fake held against itself', function () {
  this.timeout('60s');
  let real: Target;

  before(async () => {
    real = await faithfulFake(known);
  });
  after(() => real.close());

  /** Makes the fake whose certificate it is, broken in this way. */
  const broken = (name: string): NonNullable<CertifyOptions['fake']> => {
    const mutant = mutants.find((one) => one.name === name) ?? expect.fail(`no mutant ${name}`);
    return () => faithfulFake(known, mutant);
  };

  it('finds nothing to explain, and the same again for the same seed', async () => {
    const options = { histories: 24, seed: 7 };
    const first = await certify(real, options);
    expect(certificateText(first, 'certify')).to.match(/certified: 0 not explained, 0 stale, 0 did not come again\n$/);
    expect(isGood(first)).to.equal(true);
    expect(first.explained).to.deep.equal([]);
    expect(first.agreements).to.equal(first.facts).and.to.be.greaterThan(1000);
    const died = { fake: 'died', real: 'died', differences: [] };
    expect(first.deaths).to.deep.equal([
      { name: 'death-by-missing-options', ...died },
      { name: 'death-by-missing-result', ...died },
      { name: 'death-by-cancelled-stalled-build', ...died },
    ]);
    expect(certificatePage(await certify(real, options))).to.equal(certificatePage(first));
  });

  // Each with a history of the catalogue that shows it, and what it is shown by.
  const found: readonly (readonly [mutant: string, history: number, fact: RegExp])[] = [
    ['list-doubles', 0, /^List reply$/],
    ['sessions-need-a-call', 0, /^Invoke end$/],
    ['build-without-reply', 0, /^Build reply /],
    ['list-hides-building', 2, /^List reply$/],
    ['cancelled-build-cancels-status', 2, /^Status end$/],
    ['build-early-failure-not-found', 5, /^Build end$/],
    ['build-error-without-session', 5, /^Build end$/],
    ['list-shows-what-was-named', 6, /^List reply$/],
    ['rebuild-keeps-processes', 7, /^Invoke end$/],
    ['disconnect-process-ends-stream-ok', 8, /^Invoke end$/],
    ['rollback-ignored', 10, /^Invoke end$/],
    ['takeover-ends-first-aborted', 11, /^Invoke end$/],
    ['stdin-after-eof-reworded', 14, /^Invoke end$/],
    ['stdin-wrong-fd-taken', 15, /^Invoke end$/],
  ];
  for (const [mutant, history, fact] of found) {
    it(`is refused where the fake is broken as ${mutant}`, async () => {
      const certificate = await certify(real, { replay: String(history), fake: broken(mutant), timeoutMs: 3000 });
      expect(isGood(certificate)).to.equal(false);
      const facts = certificate.unexplained.map(({ difference: { rpc, name } }) => `${rpc} ${name}`);
      expect(facts.some((one) => fact.test(one))).to.equal(true, facts.join('\n'));
    });
  }

  it('is refused with the shortest history that shows why, which can be played again', async () => {
    const fake = broken('rebuild-ends-streams-ok');
    // Until a history comes that starts a process and builds again.
    const certificate = await certify(real, { histories: 8, seed: 7, fake });
    const [{ shortest, difference } = expect.fail('nothing was found')] = certificate.unexplained;
    expect(shortest.commands.slice(0, 3)).to.deep.equal([
      'Build of session 0 that succeeds',
      'Invoke of cat as process 0 of session 0, stream 4',
      'Build of session 0 that succeeds',
    ]);
    const again = await certify(real, { seed: 7, fake, replay: shortest.replay });
    expect(again.unexplained[0]?.difference).to.deep.equal(difference);
    expect(again.unexplained[0]?.shortest.commands).to.deep.equal(shortest.commands);
  });

  it('wants a whole run before it calls an explanation stale', async () => {
    const { stale } = await certify(real, { histories: 1 });
    expect(stale).to.deep.equal([]);
  });
});
