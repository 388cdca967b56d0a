import type { CatalogueEntry } from '../entry.js';

export const infoNeverAnswers: CatalogueEntry = {
  name: 'info-never-answers',
  title: 'A server takes the connection, and never answers Info.',
  what: 'Its process hangs, or something else listens on the socket. buildx asks Info first, within the second that it gives to connecting. A client that awaits the answer without a deadline hangs before it has done anything.',
  source: 'docs/real-controller.md §2.2',
  careful: 'Gives Info a deadline of a second, and then says that the server does not answer.',
  scenario: { faults: [{ rpc: 'Info', times: 'always', do: { stall: 'response' } }] },
};
