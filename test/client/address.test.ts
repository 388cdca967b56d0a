import { expect } from 'chai';
import { AddressError } from '../../src/client/address-error.js';
import { parseAddress } from '../../src/client/address.js';

describe('an address', () => {
  it('is a socket path, or a host and a port', () => {
    expect(parseAddress('unix:///run/x y.sock')).to.deep.equal({ kind: 'unix', path: '/run/x y.sock' });
    expect(parseAddress('tcp://127.0.0.1:80')).to.deep.equal({ kind: 'tcp', host: '127.0.0.1', port: 80 });
    expect(parseAddress('build-host.example:0')).to.deep.equal({ kind: 'tcp', host: 'build-host.example', port: 0 });
    expect(parseAddress('[::1]:8080')).to.deep.equal({ kind: 'tcp', host: '::1', port: 8080 });
    expect(parseAddress('tcp://[fe80::1%eth0]:1')).to.deep.equal({ kind: 'tcp', host: 'fe80::1%eth0', port: 1 });
  });

  const bad = [
    '',
    'localhost',
    '::1:80',
    ':80',
    'host:',
    'host:port',
    '/run/x.sock',
    'unix://run/x.sock',
    'unix:///',
    'http://a:80',
    'a b:1',
  ];
  for (const text of bad) {
    it(`is not '${text}'`, () => {
      expect(() => parseAddress(text))
        .to.throw(AddressError, 'expected unix:///path, tcp://host:port or host:port')
        .with.property('code', 'ADDRESS');
    });
  }

  it('has no port beyond 65535', () => {
    expect(() => parseAddress('host:65536')).to.throw(AddressError, 'a port is at most 65535');
  });

  it('has a path of at most 107 bytes', () => {
    const longest = `/${'é'.repeat(53)}`;
    expect(parseAddress(`unix://${longest}`)).to.deep.equal({ kind: 'unix', path: longest });
    expect(() => parseAddress(`unix://${longest}x`)).to.throw(AddressError, 'the path has 108 bytes');
  });
});
