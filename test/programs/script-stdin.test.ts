import { expect } from 'chai';
import fc from 'fast-check';
import { ScriptStdin } from '../../src/programs/script-stdin.js';
import type { ProgramIo } from '../../src/programs/program.js';

/** A stdin on which these bytes have come. */
async function read(bytes: Uint8Array): Promise<ScriptStdin> {
  const pieces = [bytes, undefined];
  const stdin = new ScriptStdin();
  await stdin.listen({ read: async () => pieces.shift() } as unknown as ProgramIo, () => {});
  return stdin;
}

/** Any bytes; many are no UTF-8, or begin or end a character. */
const bytes = fc
  .array(fc.oneof(fc.constantFrom(0xff, 0xfe, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80), fc.nat(127)), {
    maxLength: 12,
  })
  .map((list) => Uint8Array.from(list));

describe('the stdin of a script', () => {
  it('finds the first place of a text, and takes all up to its end, whatever comes before and behind', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.string({ minLength: 1, unit: 'grapheme' }), bytes, async (before, wanted, after) => {
        const all = Buffer.concat([before, Buffer.from(wanted), after]);
        const stdin = await read(all);
        const found = stdin.find(wanted);
        expect(found?.end).to.equal(all.indexOf(wanted) + Buffer.byteLength(wanted));
        expect(found?.groups).to.deep.equal([wanted]);
      }),
    );
  });

  it('takes no byte behind the end of a pattern', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, bytes, async (before, after) => {
        const stdin = await read(Buffer.concat([before, Buffer.from('=go;'), after]));
        expect(stdin.find({ pattern: '=go;' })?.end).to.equal(before.length + 4);
      }),
    );
  });

  it('takes bytes for no other bytes or text that are shown the same', async () => {
    const stdin = await read(Uint8Array.of(0xff));
    expect(stdin.find('\ufffd')).to.equal(undefined);
    expect(stdin.expect('\ufffd')).to.equal('never');
    expect(stdin.find({ base64: '/g==' })).to.equal(undefined);
    expect(stdin.find({ base64: '/w==' })).to.deep.equal({ end: 1, groups: [] });
    expect(stdin.find('')).to.equal(undefined);
  });
});
