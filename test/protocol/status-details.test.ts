import { expect } from 'chai';
import fc from 'fast-check';
import { ProtocolError } from '../../src/protocol/protocol-error.js';
import { decodeStatusDetails, detailsOf, encodeStatusDetails, errorDetail } from '../../src/protocol/status-details.js';

const exitMessage = 'github.com/moby/buildkit/gatewayapi.ExitMessage+json';

describe('grpc-status-details-bin', () => {
  it('has the bytes of google.rpc.Status', () => {
    const bytes = encodeStatusDetails({
      code: 2,
      message: 'a',
      details: [{ typeUrl: 'u', value: Uint8Array.of(1, 2) }],
    });
    expect(Buffer.from(bytes).toString('hex')).to.equal('080212016 1 1a07 0a0175 12020102'.replaceAll(' ', ''));
  });

  it('carries JSON details both ways', () => {
    const details = [
      errorDetail(exitMessage, { Code: 7 }),
      errorDetail('github.com/docker/buildx/errdefs.Build+json', { Ref: 'session' }),
    ];
    const decoded = decodeStatusDetails(encodeStatusDetails({ code: 2, message: 'exit code: 7', details }));
    expect(decoded).to.deep.equal({ code: 2, message: 'exit code: 7', details });
    expect(detailsOf(decoded.details, exitMessage)).to.deep.equal([{ Code: 7 }]);
  });

  it('leaves JSON alone that is too deep for whatever shows an error', () => {
    const value = Buffer.from(`${'['.repeat(10_000)}${']'.repeat(10_000)}`);
    const details = [{ typeUrl: 'x.Y+json', value }];
    const [decoded] = decodeStatusDetails(encodeStatusDetails({ code: 1, message: '', details })).details;
    expect(decoded).to.have.all.keys('typeUrl', 'value');
    expect(structuredClone(decoded)?.value).to.have.length(20_000);
  });

  it('leaves a value alone that is not JSON, whether it claims to be or not', () => {
    const details = ['x.Y', 'x.Y+json'].map((typeUrl) => ({ typeUrl, value: Uint8Array.of(0xff) }));
    const decoded = decodeStatusDetails(encodeStatusDetails({ code: 1, message: '', details }));
    expect(decoded.details).to.deep.equal(details);
  });

  it('is a status or a ProtocolError, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        try {
          expect(decodeStatusDetails(bytes)).to.have.all.keys('code', 'message', 'details');
        } catch (error) {
          expect(error).to.be.instanceOf(ProtocolError);
        }
      }),
    );
  });

  it('refuses a detail that JSON cannot express', () => {
    expect(() => errorDetail('x+json', undefined)).to.throw(ProtocolError, 'x+json');
    expect(() => errorDetail('x+json', 1n)).to.throw(ProtocolError, 'x+json');
  });
});
