import type { CatalogueEntry } from '../entry.js';

export const fourMebibytesPlusOne: CatalogueEntry = {
  name: 'four-mebibytes-plus-one',
  title: 'A message of Status has a byte more than 4 MiB.',
  what: "The server sends as much as it likes, and buildx' client takes 16 MiB. A client with gRPC's default limit ends the call with RESOURCE_EXHAUSTED in the middle of a good build.",
  source: 'docs/real-controller.md §3.1, §1 (20)',
  careful: 'Takes messages of up to 16 MiB.',
  scenario: {
    faults: [{ rpc: 'Status', at: { message: 1 }, do: { oversize: 4_194_305 } }],
  },
};
