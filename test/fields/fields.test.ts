import { expect } from 'chai';
import protobuf from 'protobufjs';
import { requirements } from '../../src/conformance/requirements/index.js';
import { methodOf } from '../../src/protocol/service.js';
import { holdsGenerated } from '../generated.js';
import { holdsListed } from '../listed.js';
import { without } from './lost.js';
import { notices } from './noticed.js';
import { page, pageFile } from './page.js';
import { places, typeOf } from './places.js';
import { nameOf, readKnown, type Known } from './places-file.js';
import { reasonFor, reasons } from './reasons.js';

const known = readKnown();

/** Most of the time is spent waiting for what never comes. */
const atOnce = 4;

/** Those of the first revision in which the same requirement notices: what looks at a field is the same code in all. */
const proofs = [
  ...new Map(
    known
      .filter(({ noticed }) => noticed !== null)
      .toReversed()
      .map((one) => [`${one.method} ${one.way} ${one.message}.${one.field} ${one.noticed}`, one]),
  ).values(),
].toReversed();

/** All are tried out at once, and each test takes its own. */
function outcomes(): ReadonlyMap<Known, Promise<boolean>> {
  const results = new Map<Known, Promise<boolean>>();
  const lanes = Array.from({ length: atOnce }, () => Promise.resolve<unknown>(undefined));
  for (const [index, one] of proofs.entries()) {
    const lane = index % atOnce;
    const result = (lanes[lane] ?? Promise.resolve()).then(() => notices(one.noticed ?? '', one));
    lanes[lane] = result.catch(() => undefined);
    // Whoever awaits it hears of its failure.
    result.catch(() => undefined);
    results.set(one, result);
  }
  return results;
}

describe('a field that gets lost is noticed:', function () {
  this.timeout(60_000);
  let noticed: ReturnType<typeof outcomes>;
  before(() => {
    noticed = outcomes();
  });

  for (const one of proofs) {
    it(`${nameOf(one)} by ${one.noticed}`, async () => {
      expect(await noticed.get(one)).to.equal(true);
    });
  }
});

describe('the list of fields', () => {
  it('has every field of every message of every revision, in the first that has it', () => {
    holdsListed('test/fields/fields.jsonl, by npm run fields', known.map(nameOf), places().map(nameOf));
  });

  it('names requirements that there are', () => {
    const ids = requirements.map(({ id }) => id);
    for (const { noticed } of known)
      if (noticed !== null) expect(ids, 'npm run fields looks for others that notice').to.include(noticed);
  });

  it('says of each field that nobody looks at why, or that it is to be looked at', () => {
    const open = known.filter((one) => one.noticed === null && reasonFor(one) === undefined);
    const todo =
      'let a requirement look at each and run npm run fields, or say why none does in test/fields/reasons.ts';
    expect(open.map(nameOf), todo).to.deep.equal([]);
  });

  it('has no reason for what is noticed', () => {
    const used = new Set(known.filter(({ noticed }) => noticed === null).map((one) => reasonFor(one)));
    const idle = reasons.filter((reason) => !used.has(reason)).map(({ why }) => why);
    expect(idle, 'remove from test/fields/reasons.ts').to.deep.equal([]);
  });

  it('is the page', () => {
    holdsGenerated(pageFile, page(known), { command: 'npm run fields' });
  });
});

describe('A message that loses a field', () => {
  const place = { revision: '2023-04', method: 'Build', way: 'request' } as const;
  const { request } = methodOf('2023-04', 'Build');
  const options = {
    contextPath: '/src',
    tags: ['one', 'two'],
    ulimits: { values: { nofile: { name: 'nofile', soft: 1n, hard: 300n } } },
  };

  function lose(message: string, field: string): unknown {
    const bytes = request.encode({ ref: 'r', options });
    return request.decode(without(bytes, typeOf(place), { message, field })).options;
  }

  it('keeps all others, byte for byte', () => {
    const bytes = request.encode({ ref: 'r', options });
    expect(without(bytes, typeOf(place), { message: 'BuildOptions', field: 'Target' })).to.deep.equal(
      Buffer.from(bytes),
    );
  });

  it('loses every element of a list', () => {
    expect(lose('BuildOptions', 'Tags')).to.deep.include({ tags: [], contextPath: '/src' });
  });

  it('loses it in the values of a map', () => {
    const { ulimits } = lose('Ulimit', 'Soft') as { readonly ulimits: unknown };
    expect(ulimits).to.deep.equal({ values: { nofile: { name: 'nofile', soft: 0n, hard: 300n } } });
  });

  it('may lose all of a message', () => {
    const bytes = request.encode({ ref: 'r', options });
    const left = without(bytes, typeOf(place), { message: 'BuildRequest', field: 'Options' });
    expect(protobuf.Reader.create(left).len).to.equal(3);
  });
});
