import { build } from '../../builders/build.js';
import { vertex } from '../../builders/vertex.js';
import type { Entry } from '../entry.js';

export const deathByCancelledStalledBuild: Entry = {
  name: 'death-by-cancelled-stalled-build',
  title: 'A Build that is cancelled while nobody reads its progress kills the server.',
  what: 'From v0.11.0-rc2 on, a cancellation closes a channel into which the build is just sending: `send on closed channel`. A client that opens no Status, waits for some seconds and cancels takes everybody down: 4 of 4 on 0.13.1.',
  source: 'docs/real-controller.md §5.4, §1 (16), §10 (16)',
  careful: 'Reads Status until it has ended, also of a Build that it cancels.',
  since: '0.11',
  scenario: { builds: [build().add(vertex('[1/1] RUN make').until('made').logs('making\n'))] },
};

export const deathByMissingOptions: Entry = {
  name: 'death-by-missing-options',
  title: 'A Build without options kills the server, and every session with it.',
  what: 'The server looks into options that are not there, and nothing recovers from that. Clients see UNAVAILABLE, and then a socket that nobody listens on. A client that leaves out an empty message takes everybody down.',
  source: 'docs/real-controller.md §5.3, §1 (16)',
  careful: 'Always sends options, even empty ones.',
  scenario: {},
};

export const deathByMissingResult: Entry = {
  name: 'death-by-missing-result',
  title: 'A new process in a session without a result kills the server.',
  what: 'No result is kept of a build that was refused or still runs, nor, by the base, of one that failed in a step, and a new process is started on nothing. Clients see UNAVAILABLE, and all sessions are gone. A client that opens its shell without a look at the answer of Build takes everybody down.',
  source: 'docs/real-controller.md §5.7, §1 (16)',
  careful: 'Starts processes only after a Build that succeeded.',
  scenario: {
    builds: [build().once().add(vertex('[1/1] RUN make').exits(2)), build().add(vertex('[1/1] RUN make'))],
  },
};
