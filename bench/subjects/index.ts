import type { Subject } from './subject.js';

/** To which all others are compared. */
export const baseline = 'grpc-js-unix';

/** Each is imported when it is started, so that what it needs can be measured too. */
export const subjects: readonly Subject[] = [
  { name: 'in-process', start: async (load) => (await import('./in-process.js')).start(load) },
  { name: 'own-client', optional: true, start: async (load) => (await import('./own-client.js')).start(load) },
  { name: 'unix', start: async (load) => (await import('./unix.js')).start(load) },
  { name: baseline, start: async (load) => (await import('./grpc-js-unix.js')).start(load) },
  { name: 'connect-router', start: async (load) => (await import('./connect-router.js')).start(load) },
  { name: 'alenon-unix', start: async (load) => (await import('./alenon-unix.js')).start(load) },
];

export function subjectNamed(name: string): Subject {
  const subject = subjects.find((each) => each.name === name);
  if (subject === undefined)
    throw new Error(`no subject ${name}: there are ${subjects.map((each) => each.name).join(', ')}`);
  return subject;
}
