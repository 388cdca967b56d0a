import { expect } from 'chai';
import * as fc from 'fast-check';
import { example, property, type Requirement } from '../../../src/conformance/trial/requirement.js';
import { requirements } from '../../../src/conformance/requirements/index.js';
import { select } from '../../../src/conformance/engine/selection/selection.js';
import { inShard, isInEveryShard } from '../../../src/conformance/engine/selection/shard.js';
import { requirementOf } from './requirement-of.js';

const check = {
  example: example(async () => {}),
  property: property(fc.nat(), async () => {}),
  survival: { kind: 'survival' } as const,
};

/** Any selection: their order, kinds and number vary. */
const selections = fc
  .array(fc.record({ kind: fc.constantFrom('example', 'property', 'survival'), destructive: fc.boolean() } as const), {
    maxLength: 60,
  })
  .map((kinds) =>
    kinds.map(({ kind, destructive }, i) =>
      requirementOf(check[kind], { id: `TEST-${String(i).padStart(3, '0')}`, destructive }),
    ),
  );

const divisible = (selected: readonly Requirement[]): Requirement[] => selected.filter((one) => !isInEveryShard(one));

/** A selection, and how many shards it is divided into. */
const divisions = selections
  .filter((selected) => divisible(selected).length > 0)
  .chain((selected) =>
    fc.record({ selected: fc.constant(selected), of: fc.integer({ min: 1, max: divisible(selected).length }) }),
  );

function allShards(selected: readonly Requirement[], of: number): Requirement[][] {
  return Array.from({ length: of }, (_, i) => inShard(selected, { index: i + 1, of }));
}

describe('Shards', () => {
  it('have every requirement once together, and what all checks are judged by in each', () => {
    fc.assert(
      fc.property(divisions, ({ selected, of }) => {
        const shards = allShards(selected, of);
        const ids = (list: readonly Requirement[]): string[] => list.map(({ id }) => id).toSorted();
        expect(ids(shards.flatMap(divisible))).to.deep.equal(ids(divisible(selected)));
        const everywhere = selected.filter(isInEveryShard);
        for (const shard of shards) expect(shard.filter(isInEveryShard)).to.deep.equal(everywhere);
      }),
    );
  });

  it('keep the order of the run, and are the same each time', () => {
    fc.assert(
      fc.property(divisions, ({ selected, of }) => {
        for (const shard of allShards(selected, of)) {
          expect(shard).to.deep.equal(selected.filter((requirement) => shard.includes(requirement)));
        }
        expect(allShards([...selected], of)).to.deep.equal(allShards(selected, of));
      }),
    );
  });

  it('none is empty, and none has much more to do than another', () => {
    const revision = '0.12';
    const selected = select(requirements, revision, {});
    for (const of of [2, 3, 8, 40]) {
      const sizes = allShards(selected, of).map((shard) => divisible(shard).length);
      expect(Math.min(...sizes)).to.be.greaterThan(0);
      expect(Math.max(...sizes)).to.be.at.most(Math.ceil((2 * divisible(selected).length) / of));
    }
  });

  it('are at most as many as there are requirements', () => {
    const selected = [requirementOf(), requirementOf(check.survival, { id: 'TEST-002' })];
    expect(() => inShard(selected, { index: 1, of: 2 })).to.throw(
      '1 requirement cannot be divided into 2 shards: give at most 1',
    );
  });
});
