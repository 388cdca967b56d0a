import { expect } from 'chai';
import { infoOf } from '../../src/protocol/info.js';
import { namesReleaseOf, recogniseRevision } from '../../src/protocol/recognise-revision.js';
import { parseRevision } from '../../src/protocol/parse-revision.js';
import { revisions } from '../../src/protocol/revision.js';
import { serviceOf } from '../../src/protocol/service.js';
import { UnknownRevisionError } from '../../src/protocol/unknown-revision-error.js';

const first = '8ba8659496b94324a6a5dab9196cc399cc182f4d';

describe('a revision', () => {
  it('is parsed from its name', () => {
    for (const revision of revisions) expect(parseRevision(revision)).to.equal(revision);
  });

  it('is found from a release that speaks it', () => {
    const names = {
      '0.11': ['v0.11', '0.11.2', 'v0.11.0-rc1'],
      '0.12': ['0.13', 'v0.13', 'v0.12.1', '0.13.1+ds1', '0.13.1+ds1-3', '0.12.1-0ubuntu1~22.04.1'],
      '0.14': ['0.15', 'v0.15.1'],
      '0.16': ['v0.16.2'],
      '0.17': ['v0.17.1'],
      '0.18': ['0.19', '0.20', 'v0.20.1', 'v0.21.0-rc1', 'v0.23.0', '0.22.0-1.fc42'],
    };
    for (const [revision, releases] of Object.entries(names)) {
      for (const release of releases) expect(parseRevision(release), release).to.equal(revision);
    }
  });

  it('that is not known is refused with those that are', () => {
    const list = '2023-04, 0.11, 0.12 (v0.12 and v0.13), 0.14 (v0.14 and v0.15), 0.16, 0.17, 0.18 (v0.18 to v0.23)';
    for (const name of ['0.10', 'v0.24.0', '0.24', '0.1', '0.120', '1.12', '12', 'latest', '', 'constructor']) {
      expect(() => parseRevision(name), name)
        .to.throw(UnknownRevisionError, `unknown revision ${JSON.stringify(name)}; the revisions are ${list}`)
        .with.property('code', 'UNKNOWN_REVISION');
    }
    expect(() => parseRevision(13 as unknown as string)).to.throw(UnknownRevisionError, 'unknown revision 13; the');
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
    ['v0.11.2', '', '0.11'],
    ['v0.14.0', '', '0.14'],
    ['v0.15.1', '', '0.14'],
    ['v0.16.2', '99dea6dacacc3d604788953088560b9880550570', '0.16'],
    ['v0.17.1', '', '0.17'],
    ['v0.18.0', '', '0.18'],
    ['v0.23.0', '', '0.18'],
    ['v0.21.1-desktop.2', '', '0.18'],
    ['0.21.3', '2.fc42', '0.18'],
    ['1:0.14.1-r0', '', '0.14'],
    ['0.17.1_p1-r0', '', '0.17'],
    // No version, or a wrong one, but the commit of a release or of a candidate for one.
    ['v0.0.0+unknown', '257815a6fbaee88976808020bf04274388275ae8', '0.17'],
    ['v0.0.0+unknown', '257815a', '0.17'],
    ['v0.0.0+28c90ea', '', '0.18'],
    // Between two releases that speak the same, and after the last one.
    ['v0.12.1-20-gabc1234', '', '0.12'],
    ['v0.19.3-7-gabc1234.m', '', '0.18'],
    ['v0.23.0-3-gabc1234', '', '0.18'],
    ['v0.17.1-3-gabc1234', '', undefined],
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
