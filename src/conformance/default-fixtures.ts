import type { Fixtures } from './fixtures.js';

const options = '/fixtures/options';

/** The fixtures of the embedded fake and of the container that this package brings along. */
export const defaultFixtures: Fixtures = {
  builds: {
    succeeds: { contextPath: '/fixtures/succeeds' },
    failsInStep: { contextPath: '/fixtures/fails' },
    failsEarly: { contextPath: '/fixtures/succeeds', dockerfileName: 'missing' },
    warns: { contextPath: '/fixtures/warns' },
    logs: { contextPath: '/fixtures/logs', noCacheFilter: ['logs'] },
    graph: { contextPath: '/fixtures/succeeds' },
    takesLong: { contextPath: '/fixtures/long', noCacheFilter: ['long'] },
    configured: { contextPath: '/fixtures/configured' },
    readsStdin: { contextPath: '-' },
    showsOptions: { contextPath: options },
    seesContext: { contextPath: options, namedContexts: { other: `${options}/other` } },
    seesSecret: { contextPath: options, secrets: [{ id: 'word', filePath: `${options}/secret` }] },
    seesAgent: { contextPath: options, ssh: [{ id: 'default', paths: ['/run/agent.sock'] }] },
    stdinDockerfile: 'FROM scratch\nCOPY <<EOF /from-stdin\nread\nEOF\n',
  },
  // An exit is noticed reliably only on a TTY, and 0.11 adds the image's command where Cmd is empty
  // (docs/real-controller.md §6).
  programs: {
    cat: { entrypoint: ['/bin/cat'], cmd: ['-'] },
    exits: { entrypoint: ['/bin/sh', '-c'], cmd: ['exit {code}'], tty: true },
    emits: { entrypoint: ['/bin/sh', '-c'], cmd: ['emit {bytes} {fd}; sleep 1000000'] },
    emitsAndExits: { entrypoint: ['/bin/sh', '-c'], cmd: ['emit {bytes} {fd}; exit {code}'], tty: true },
    sleeps: { entrypoint: ['/bin/sleep'], cmd: ['1000000'] },
    tells: {
      entrypoint: ['/bin/sh', '-c', 'tty; id -u; id -g; pwd; echo "$@"; env; echo end'],
      cmd: ['tells', '{text}'],
      tty: true,
    },
  },
};
