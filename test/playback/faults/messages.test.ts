import { expect } from 'chai';
import fc from 'fast-check';
import { join, split, type Divisible } from '../../../src/playback/faults/divide.js';
import { padTo } from '../../../src/playback/faults/unknown-field.js';
import { wronglyTyped } from '../../../src/playback/faults/wrong-wire-type.js';
import { methodNamed } from '../../../src/protocol/buildkit/service.js';
import { methodOf } from '../../../src/protocol/service.js';

const file = fc.record({
  kind: fc.constant('file' as const),
  fd: fc.nat({ max: 2 }),
  eof: fc.boolean(),
  data: fc.uint8Array(),
});

describe('A message that is divided', () => {
  it('is itself again when its parts are joined, of which there are as many as there can be', () => {
    fc.assert(
      fc.property(file, fc.integer({ min: 2, max: 9 }), (message, count) => {
        const [first, ...others] = split(message, count);
        expect(others).to.have.length(Math.max(1, Math.min(count, message.data.length)) - 1);
        let all: Divisible = first!;
        for (const part of others) all = join(all, part)!;
        expect({ ...all, data: Buffer.from('data' in all ? all.data : []) }).to.deep.equal({
          ...message,
          data: Buffer.from(message.data),
        });
      }),
    );
  });

  it('stays whole when it is none of data', () => {
    const init = { kind: 'init', ref: 'r', processId: 'p' } as const;
    expect(split(init, 3)).to.deep.equal([init]);
    expect(join(init, { kind: 'file', fd: 1, eof: false, data: new Uint8Array(1) })).to.equal(undefined);
  });

  it('is joined with nothing of another file, and nothing after its end', () => {
    const part = (fd: number, eof = false) => ({ kind: 'file' as const, fd, eof, data: new Uint8Array(1) });
    expect(join(part(1), part(2))).to.equal(undefined);
    expect(join(part(1, true), part(1))).to.equal(undefined);
    expect(join(part(1), part(1, true))).to.have.property('eof', true);
  });
});

describe('A message that is padded', () => {
  const { response } = methodOf('2023-04', 'List');

  it('has the size, and says what it said', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
        fc.integer({ min: 40, max: 5000 }),
        (refs, size) => {
          const bytes = response.encode({ refs });
          const padded = padTo(bytes, size);
          expect(padded.length).to.equal(bytes.length + 10 > size ? bytes.length : size);
          expect(response.decode(padded)).to.deep.equal(response.decode(bytes));
        },
      ),
    );
  });

  it('is as it was when it is too large already', () => {
    const bytes = response.encode({ refs: ['x'.repeat(100)] });
    expect(padTo(bytes, 50)).to.equal(bytes);
  });
});

describe('A message of wrong wire types', () => {
  it('loses its first field, and keeps the others', () => {
    const { response } = methodOf('2023-04', 'Status');
    const bytes = response.encode({
      vertices: [{ digest: 'd', name: 'n' }],
      logs: [{ vertex: 'd', message: Buffer.from('x') }],
    });
    const { vertices, logs } = response.decode(wronglyTyped(bytes, response, methodOf('0.12', 'Status').response));
    expect(vertices).to.deep.equal([]);
    expect(logs).to.have.length(1);
  });

  it('is what the other revision writes, where that is not the same', () => {
    const options = { contextPath: '.', noCache: true, pull: true };
    const bytes = methodOf('2023-04', 'Build').request.encode({ ref: 'r', options });
    const wrong = wronglyTyped(bytes, methodOf('2023-04', 'Build').request, methodOf('0.12', 'Build').request);
    expect(methodOf('0.12', 'Build').request.decode(wrong).options).to.include({ noCache: true, pull: true });
    expect(methodOf('2023-04', 'Build').request.decode(wrong).options).to.include({ noCache: true, pull: false });
  });

  it('has another wire type in whichever field comes first', () => {
    for (const [message, lost] of [
      [
        { activeOnly: true, ref: 'r' },
        { activeOnly: false, ref: 'r' },
      ],
      [
        { ref: 'r', earlyExit: true },
        { ref: '', earlyExit: true },
      ],
    ] as const) {
      const { request } = methodNamed('Control.ListenBuildHistory');
      const wrong = wronglyTyped(request.encode(message), request, request);
      expect(request.decode(wrong)).to.deep.include(lost);
    }
  });

  it('is another one even when it was empty', () => {
    const { response } = methodOf('2023-04', 'List');
    expect(wronglyTyped(new Uint8Array(), response, response)).to.have.length(2);
  });
});
