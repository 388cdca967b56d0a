import { expect } from 'chai';
import { overTransports } from './over-transports.js';

overTransports('An error with details beyond what HTTP/2 of Node.js can send', (start) => {
  for (const bytes of [30_000, 60_000, 262_144]) {
    it(`ends its call all the same, at ${bytes} bytes`, async () => {
      const details = [{ typeUrl: 'example.org/huge+json', json: 'x'.repeat(bytes) }];
      const { client } = await start({
        revision: '0.12',
        scenario: { builds: [{ vertices: [], error: { message: 'no', details } }] },
      });
      const failure = await client.rpc
        .build({ ref: 'r', options: { contextPath: '.' } }, { deadlineMs: 4000 })
        .catch((error: unknown) => error);
      expect(failure).to.include({ codeName: 'UNKNOWN', rpcMessage: 'no' });
    });
  }
});
