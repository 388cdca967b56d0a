import { expect } from 'chai';
import { FlakyServer } from '../conformance/engine/flaky-server.js';
import { Ending } from './ending.js';

const busy = { code: 14, message: 'try again' };

describe('buildx-testkit conformance of a flaky target', function () {
  this.timeout('60s');

  it('ends with 3 where it answers nothing, and says how often it was asked', async () => {
    await using server = await FlakyServer.start({ percent: 100 }, busy);
    const { code, err } = await new Ending('conformance', '--target', server.address).ended;
    expect(err).to.equal(
      `buildx-testkit: the gRPC server at ${server.address} does not serve Info: is it ready? ` +
        "(20 tries in vain, the last: UNAVAILABLE 'try again')\n",
    );
    expect(code).to.equal(3);
  });

  it('goes on where it answers in between, and has a line on it', async () => {
    await using server = await FlakyServer.start({ percent: 50 }, busy);
    const options = ['--only', 'INFO-001,LIST-001', '--runs', '2', '--seed', '1'];
    const { code, out } = await new Ending('conformance', '--target', server.address, ...options).ended;
    expect(out).to.match(
      /^the target is flaky: \d+ of \d+ calls ended UNAVAILABLE 'try again'; it answers in between$/m,
    );
    expect(out).to.match(/^ {2}flaky {6}\d+ of its \d+ calls? ended UNAVAILABLE 'try again', and the target answers/m);
    expect(code).to.equal(1);
  });
});
