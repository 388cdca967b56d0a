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
    readsStdin: { contextPath: '-' },
    showsOptions: { contextPath: options },
    seesContext: { contextPath: options, namedContexts: { other: `${options}/other` } },
    seesSecret: { contextPath: options, secrets: [{ id: 'word', filePath: `${options}/secret` }] },
    seesAgent: { contextPath: options, ssh: [{ id: 'default', paths: ['/run/agent.sock'] }] },
    stdinDockerfile: 'FROM scratch\nCOPY <<EOF /from-stdin\nread\nEOF\n',
  },
  // An exit is noticed reliably only on a TTY (docs/real-controller.md §13).
  programs: {
    cat: { entrypoint: ['/bin/cat'] },
    exits: { entrypoint: ['/bin/sh', '-c', 'exit {code}'], tty: true },
    emits: { entrypoint: ['/bin/sh', '-c', 'emit {bytes} {fd}; sleep 1000000'] },
    emitsAndExits: { entrypoint: ['/bin/sh', '-c', 'emit {bytes} {fd}; exit {code}'], tty: true },
    sleeps: { entrypoint: ['/bin/sleep', '1000000'] },
  },
};
