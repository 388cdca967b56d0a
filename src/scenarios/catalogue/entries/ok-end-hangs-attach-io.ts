import type { CatalogueEntry } from '../entry.js';

export const okEndHangsAttachIo: CatalogueEntry = {
  name: 'ok-end-hangs-attach-io',
  title: 'An Invoke ends with OK, and a client that waits for an error waits for ever.',
  what: "buildx' own client swallows the end of a stream that carries no error, because the real server practically never ends Invoke with OK. A server, or something in between, that does leaves such a client attached to nothing.",
  source: 'docs/real-controller.md §7.3, §1 (2)',
  careful: 'Takes any end of the stream for its end, whatever the status.',
  scenario: {
    programs: [{ program: 'make', steps: [{ send: 'made\n' }, { exit: 0 }] }],
    faults: [{ rpc: 'Invoke', at: { end: true }, do: { status: { code: 'OK' } } }],
  },
};
