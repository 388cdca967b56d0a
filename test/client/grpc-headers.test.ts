import { expect } from 'chai';
import { decodeGrpcMessage, requestHeaders, toMetadata } from '../../src/client/grpc-headers.js';

describe('grpc-message', () => {
  it('is percent-encoded UTF-8, and otherwise what it is', () => {
    expect(decodeGrpcMessage('exit%20code:%0A%E2%82%AC')).to.equal('exit code:\n€');
    expect(decodeGrpcMessage('100 % sure, %zz, %')).to.equal('100 % sure, %zz, %');
    expect(decodeGrpcMessage('plain')).to.equal('plain');
  });
});

describe('grpc-timeout', () => {
  it('has at most eight digits', () => {
    const timeoutOf = (ms: number): unknown => requestHeaders('/', 'a', {}, ms)['grpc-timeout'];
    expect([0.2, 99_999_999, 100_000_000, 1e12].map(timeoutOf)).to.deep.equal([
      '1m',
      '99999999m',
      '100000S',
      '277778H',
    ]);
  });
});

describe('metadata', () => {
  it('is without the fields of HTTP/2 and the status, and has bytes under -bin keys', () => {
    const headers = {
      ':status': '200',
      'grpc-status': '2',
      'grpc-message': 'm',
      a: 'b',
      'c-bin': 'AP8,AQ==',
      'set-cookie': ['x', 'y'],
    };
    expect(toMetadata(headers)).to.deep.equal({
      a: ['b'],
      'c-bin': [Uint8Array.of(0, 255), Uint8Array.of(1)],
      'set-cookie': ['x', 'y'],
    });
  });
});
