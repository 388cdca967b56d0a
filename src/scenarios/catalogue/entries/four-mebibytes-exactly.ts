import type { CatalogueEntry } from '../entry.js';

export const fourMebibytesExactly: CatalogueEntry = {
  name: 'four-mebibytes-exactly',
  title: 'A message of Status has exactly 4 MiB.',
  what: 'That is the most that gRPC takes by default, and it is taken: the limit is 4,194,304 bytes, of the message alone, without the five bytes of its frame. A client whose limit was set to 4 MB loses it, and the stream.',
  source: 'docs/real-controller.md §3.1, §1 (20)',
  careful: 'Counts in MiB, and takes 16 MiB as buildx does.',
  scenario: {
    faults: [{ rpc: 'Status', at: { message: 1 }, do: { oversize: 4_194_304 } }],
  },
};
