import { expect } from 'chai';
import fc from 'fast-check';
import { formatPrintFunc, parsePrintFunc } from '../../src/protocol/print-func.js';
import { ProtocolError } from '../../src/protocol/protocol-error.js';

describe('PrintFunc of 2023-04', () => {
  it('is a name, or a format and a name', () => {
    expect(parsePrintFunc('outline')).to.deep.equal({ name: 'outline', format: '', ignoreStatus: false });
    expect(parsePrintFunc('format=json,outline')).to.deep.equal({
      name: 'outline',
      format: 'json',
      ignoreStatus: false,
    });
    expect(parsePrintFunc('')).to.equal(undefined);
  });

  it('is kept as it is when it is spelled otherwise', () => {
    for (const spelling of ['outline,format=json', 'name=outline,format=json', 'format=,outline', 'format="a,b",x']) {
      expect(parsePrintFunc(spelling)).to.deep.equal({ name: spelling, format: '', ignoreStatus: false });
    }
  });

  it('is given back unchanged, whatever it is', () => {
    const part = fc.constantFrom('format', 'name', '=', ',', '"', '\n', 'json', 'outline', ' ');
    const spelling = fc.oneof(
      fc.string(),
      fc.array(part).map((parts) => parts.join('')),
    );
    fc.assert(fc.property(spelling, (spelled) => formatPrintFunc(parsePrintFunc(spelled)) === spelled));
  });

  it('cannot carry a format and a name with a comma', () => {
    expect(() => formatPrintFunc({ name: 'a,b', format: 'json' })).to.throw(ProtocolError, 'format=json,a,b');
  });
});
