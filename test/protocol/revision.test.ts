import { expect } from 'chai';
import { infoOf } from '../../src/protocol/info.js';
import { namesReleaseOf, recogniseRevision } from '../../src/protocol/recognise-revision.js';
import { parseRevision, revisions } from '../../src/protocol/revision.js';
import { serviceOf } from '../../src/protocol/service.js';
import { UnknownRevisionError } from '../../src/protocol/unknown-revision-error.js';

const first = '8ba8659496b94324a6a5dab9196cc399cc182f4d';

describe('a revision', () => {
  it('is parsed from its name', () => {
    for (const revision of revisions) expect(parseRevision(revision)).to.equal(revision);
  });

  it('that is not known is refused with those that are', () => {
    expect(() => parseRevision('0.13'))
      .to.throw(UnknownRevisionError, 'unknown revision "0.13"; the revisions are 2023-04, 0.12')
      .with.property('code', 'UNKNOWN_REVISION');
  });

  it('has its RPCs, at their paths', () => {
    const names = [
      'Build',
      'Status',
      'Input',
      'Invoke',
      'List',
      'Disconnect',
      'Info',
      'ListProcesses',
      'DisconnectProcess',
    ];
    expect(Object.keys(serviceOf('2023-04'))).to.have.members(names);
    expect(Object.keys(serviceOf('0.12'))).to.have.members([...names, 'Inspect']);
    expect(serviceOf('2023-04').Invoke).to.include({
      path: '/buildx.controller.v1.Controller/Invoke',
      requestStream: true,
      responseStream: true,
    });
  });
});

describe('a server', () => {
  const recognised: readonly (readonly [version: string, revision: string, ReturnType<typeof recogniseRevision>])[] = [
    ['v0.10.0-dev', first, '2023-04'],
    ['v0.10.0-dev', first.slice(0, 7), '2023-04'],
    ['v0.10.0-dev', `${first}.m`, '2023-04'],
    ['v0.10.0-rc1-253-g8ba8659', '', '2023-04'],
    ['v0.0.0+unknown', first, '2023-04'],
    ['v0.12.1', '30feaa1a915b869ebc2eea6328624b49facd4bfb', '0.12'],
    ['v0.12.0-rc1', '', '0.12'],
    ['v0.13.1', '788433953af10f2a698f5c07611dddce2e08c7a0', '0.12'],
    ['0.13.1+ds1', '0.13.1+ds1-3', '0.12'],
    ['', '0.13.1+ds1-3', '0.12'],
    ['0.13.0-1.fc40', '', '0.12'],
    ['0.12.1-0ubuntu1~22.04.1', '', '0.12'],
    ['v0.12.0-desktop.2', '', '0.12'],
    ['v0.11.2', '', undefined],
    ['v0.14.0', '', undefined],
    ['v0.18.0', '', undefined],
    ['v0.23.0', '', undefined],
    ['v0.24.0', '', undefined],
    ['v0.1.12', '', undefined],
    ['v0.120.0', '', undefined],
    ['v1.12.0', '', undefined],
    ['v0.10.0-dev', '8ba865', undefined],
    ['v0.10.0-dev', 'ffffffffffffffffffffffffffffffffffffffff', undefined],
    ['v0.13.1-20-gabc1234', '', undefined],
    ['', '', undefined],
    ['nonsense', 'nonsense', undefined],
  ];

  for (const [version, revision, expected] of recognised) {
    it(`of version '${version}' and commit '${revision}' speaks ${expected ?? 'something that cannot be told'}`, () => {
      expect(recogniseRevision({ package: 'github.com/docker/buildx', version, revision })).to.equal(expected);
    });
  }

  it('that says what the last release of a revision says is recognised', () => {
    for (const revision of revisions) expect(recogniseRevision(infoOf(revision))).to.equal(revision);
  });

  it('is not what the releases of others speak, and nothing is known of those after the last', () => {
    const names = (version: string): boolean | undefined =>
      namesReleaseOf('0.12', { package: 'github.com/docker/buildx', version });
    for (const version of ['v0.12.0', 'v0.13.1']) expect(names(version), version).to.equal(true);
    for (const version of ['v0.11.2', 'v0.14.0', 'v0.15.1', 'v0.16.2', 'v0.17.1', 'v0.18.0', 'v0.23.0'])
      expect(names(version), version).to.equal(false);
    for (const version of ['v0.10.5', 'v0.24.0']) expect(names(version), version).to.equal(undefined);
  });
});
