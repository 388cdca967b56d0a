import { expect } from 'chai';
import { utf8SplitAcrossChunks } from '../../../src/scenarios/catalogue/entries/utf8-split-across-chunks.js';
import { built, invoke } from '../../fake-controller/calls.js';
import { checkEntry } from './check-entry.js';

checkEntry(utf8SplitAcrossChunks, {
  naive: {
    it: 'shows replacement characters',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['cat'] });
      await call.status;
      const pieces = call.messages.map((message) =>
        message.kind === 'file' ? Buffer.from(message.data).toString() : '',
      );
      expect(pieces.join('')).to.contain('\ufffd');
    },
  },
  careful: {
    it: 'decodes the stream as one',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['cat'] });
      const decoder = new TextDecoder();
      let text = '';
      for await (const message of call) {
        if (message.kind === 'file' && message.fd === 1) text += decoder.decode(message.data, { stream: !message.eof });
      }
      expect(text).to.equal('€'.repeat(3000));
    },
  },
});
