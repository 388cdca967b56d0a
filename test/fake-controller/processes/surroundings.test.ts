import { expect } from 'chai';
import { build, program } from '../../../src/index.js';
import type { Init, InvokeConfig } from '../../../src/protocol/messages.js';
import type { ImageScript } from '../../../src/scenarios/model/build-script.js';
import { built, ending, invoke, output, processIds, sh } from '../calls.js';
import { overTransports, type Start } from '../over-transports.js';

const image: ImageScript = {
  env: ['A=image', 'B=image'],
  user: '1000:7',
  cwd: '/work',
  users: { root: '0:0', ann: '1001:1002' },
  files: { '/etc/hostname': 'box\n', '/work/main.c': '' },
};

/** How a process ends, and all that it wrote. */
async function ran(
  start: Start,
  config: Init<InvokeConfig>,
  given: ImageScript | undefined = image,
): Promise<readonly [ending: string, out: string]> {
  const scenario = { builds: [given === undefined ? build() : build().image(given)] };
  const { client } = await start({ scenario });
  await built(client, 'r');
  const call = invoke(client, 'r', 'p', config);
  const seen = await ending(call);
  expect(await processIds(client, 'r')).to.deep.equal([]);
  return [seen, output(call) + output(call, 2)];
}

const identity = 'id -u; id -g; whoami';
const good = 'CANCELLED: context canceled';
const refused = (text: string): readonly [string, string] => [`UNKNOWN: unable to find ${text}`, ''];
const noEntry = 'no matching entries in passwd file';

overTransports('A process', (start) => {
  const cases: readonly (readonly [
    what: string,
    config: Init<InvokeConfig>,
    seen: readonly [ending: string, out: string],
    image?: ImageScript,
  ])[] = [
    ['runs as root by default', sh(identity), [good, '0\n0\nroot\n']],
    ['runs as a user that the image has', sh(identity, { user: 'ann' }), [good, '1001\n1002\nann\n']],
    ['runs as a user by its number, and in its group', sh(identity, { user: '1001' }), [good, '1001\n1002\nann\n']],
    ['runs as any number', sh('id -u; id -g', { user: '77' }), [good, '77\n0\n']],
    ['runs in a group, by number', sh('id', { user: '77:8' }), [good, 'uid=77 gid=8\n']],
    ['runs in a group, by name', sh('id -g', { user: '77:ann' }), [good, '1002\n']],
    ["runs as the image's user when it asks for that", sh('id -u; id -g', { noUser: true }), [good, '1000\n7\n']],
    ['does not run as a user that the image lacks', sh('id', { user: 'zz' }), refused(`user zz: ${noEntry}`)],
    [
      'does not run in a group that the image lacks',
      sh('id', { user: 'ann:zz' }),
      refused('group zz: no matching entries in group file'),
    ],
    [
      'does not run as a name or number alone in an image without users',
      sh('id', { user: 'root' }),
      refused('user root: invalid argument'),
      { users: {} },
    ],
    [
      'does not run as a number alone in an image without users',
      sh('id', { user: '1000' }),
      refused('user 1000: invalid argument'),
      { users: {} },
    ],
    [
      'runs as two numbers in an image without users',
      sh('id', { user: 'root:7' }),
      [good, 'uid=0 gid=7\n'],
      { users: {} },
    ],
    ['runs in the root by default', sh('pwd'), [good, '/\n']],
    ['runs where it is told', sh('pwd; cd ..; pwd', { cwd: '/srv/data' }), [good, '/srv/data\n/srv\n']],
    ["runs in the image's directory when it asks for that", sh('pwd', { noCwd: true }), [good, '/work\n']],
    [
      'does not run in a relative directory',
      sh('pwd', { cwd: 'srv' }),
      ['UNKNOWN: exit code: 1', 'runc run failed: Cwd must be an absolute path\n'],
    ],
    [
      "has the image's environment, and its own over it",
      sh('echo $A $B $C "${D}"', { env: ['A=own', 'C=1', 'D=x  y', 'C=2'] }),
      [good, 'own image 2 x  y\n'],
    ],
    [
      'has a path, a home, and a terminal where it runs on one',
      sh('printenv PATH HOME TERM', { tty: true, user: 'ann' }),
      [good, '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\r\n/home/ann\r\nxterm\r\n'],
    ],
    [
      'finds the files that the image is said to have',
      sh('ls; ls /; cat /etc/hostname; ls main.c', { noCwd: true }),
      [good, 'main.c\netc\nwork\nbox\nmain.c\n'],
    ],
    [
      'finds no others',
      sh('ls /srv; cat x'),
      [
        'UNKNOWN: exit code: 1',
        "ls: /srv: No such file or directory\ncat: can't open 'x': No such file or directory\n",
      ],
    ],
    [
      'can be started as a command that the shell knows',
      { entrypoint: ['/usr/bin/env'], env: ['A=own'] },
      [good, 'HOME=/root\nPATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nA=own\nB=image\n'],
    ],
  ];
  for (const [what, config, seen, given] of cases) {
    it(what, async () => {
      expect(await ran(start, config, given)).to.deep.equal(seen);
    });
  }

  it('of a program that is scripted for a user runs as that user, whether the image has it or not', async () => {
    const { client } = await start({ scenario: { programs: [program('tool').when({ user: 'dev' }).exits(3)] } });
    await built(client, 'r');
    expect(await ending(invoke(client, 'r', 'p', { entrypoint: ['tool'], user: 'dev' }))).to.equal(
      'UNKNOWN: exit code: 3',
    );
  });
});
