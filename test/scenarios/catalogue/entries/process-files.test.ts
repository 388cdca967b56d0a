import { expect } from 'chai';
import type { ControllerClient } from '../../../../src/client/controller-client.js';
import { checkDeterminism } from '../../../../src/index.js';
import {
  eofOfBothFilesInAnyOrder,
  errorStatusOvertakesData,
  stdinAfterEof,
  stdinEofNotPropagated,
  tailOutputLostAtExit,
  utf8SplitAcrossChunks,
} from '../../../../src/scenarios/catalogue/entries/process-files.js';
import {
  built,
  ending,
  ends,
  invoke,
  type Invoke,
  output,
  processIds,
  sees,
  type,
} from '../../../fake-controller/calls.js';
import { checkEntry, optionsOf } from '../check-entry.js';
import type { Init, InvokeConfig, InvokeMessage } from '../../../../src/protocol/messages.js';
import { genericClient } from '../../../transport/generic-client.js';

async function endsOfMake(client: ControllerClient): Promise<readonly number[]> {
  await built(client, 'r');
  const call = invoke(client, 'r', 'p', { entrypoint: ['make'] });
  await call.status;
  return ends(call);
}

/** What a client sees by each of ten seeds. */
async function endsBySeed(): Promise<readonly (readonly number[])[]> {
  const orders: (readonly number[])[] = [];
  for (let seed = 0; seed < 10; seed++) {
    await checkDeterminism(
      async (fake) => {
        orders[seed] = await endsOfMake(fake.client());
      },
      { ...optionsOf(eofOfBothFilesInAnyOrder), races: 'seeded', seed },
    );
  }
  return orders;
}

checkEntry(eofOfBothFilesInAnyOrder, {
  naive: {
    it: 'knows stdout to end first, is right on one day and wrong on the next',
    test: async () => {
      const right = (await endsBySeed()).map(([first]) => first === 1);
      expect(right).to.include(true).and.to.include(false);
    },
  },
  careful: {
    it: 'takes both in either order',
    test: async ({ client }) => {
      expect(await endsOfMake(client)).to.have.members([1, 2]);
      for (const order of await endsBySeed()) expect(order).to.have.members([1, 2]);
    },
  },
});

checkEntry(errorStatusOvertakesData, {
  naive: {
    it: 'reads slowly, and misses the reason',
    test: async ({ fake, client }) => {
      await built(client, 'r');
      const call = genericClient(fake.channel)['Invoke']();
      const over = new Promise((resolve) => {
        call.on('end', resolve);
      });
      call.on('error', () => undefined);
      call.write({ kind: 'init', ref: 'r', processId: 'p', invokeConfig: { entrypoint: ['make'] } });
      let text = '';
      call.on('data', (message: InvokeMessage) => {
        if (message.kind === 'file') text += Buffer.from(message.data).toString();
        call.pause();
        setImmediate(() => call.resume());
      });
      await over;
      expect(text)
        .to.match(/^1\n2\n/)
        .and.not.to.contain('error: no rule');
    },
  },
  careful: {
    it: 'reads eagerly, and sees it',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['make'] });
      expect(await ending(call)).to.equal('UNKNOWN: exit code: 2');
      expect(output(call)).to.match(/error: no rule\n$/);
    },
  },
});

checkEntry(stdinAfterEof, {
  naive: {
    it: 'loses its stream, and leaves the process behind',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['cat'] });
      await call.send({ kind: 'file', fd: 0, data: Buffer.from('one\n'), eof: true });
      await sees(call, 'one');
      void type(call, 'two\n');
      expect(await ending(call)).to.equal('UNKNOWN: io: read/write on closed pipe');
      expect(output(call)).to.equal('one\n');
      expect(await processIds(client, 'r')).to.deep.equal(['p']);
    },
  },
  careful: {
    it: 'attaches again to go on',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['cat'] });
      await call.send({ kind: 'file', fd: 0, data: Buffer.from('one\n'), eof: true });
      await sees(call, 'one');
      const again = invoke(client, 'r', 'p');
      void type(again, 'two\n');
      expect(await sees(again, 'two')).to.equal(true);
    },
  },
});

/** An Invoke that its client gives a minute. */
function invokeForAMinute(client: ControllerClient, config: Init<InvokeConfig>): Invoke {
  const call = client.rpc.invoke({ deadlineMs: 60_000 });
  void call.send({ kind: 'init', ref: 'r', processId: 'p', invokeConfig: config });
  return call;
}

checkEntry(stdinEofNotPropagated, {
  naive: {
    it: 'waits for a program that waits for it',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invokeForAMinute(client, { entrypoint: ['mail'] });
      void call.send({ kind: 'file', fd: 0, data: Buffer.from('Hello\n'), eof: true });
      expect(await ending(call)).to.match(/^DEADLINE_EXCEEDED/);
      expect(output(call)).to.equal('');
    },
  },
  careful: {
    it: 'ends its input in words',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invokeForAMinute(client, { entrypoint: ['mail'] });
      void type(call, 'Hello\n.\n');
      expect(await ending(call)).to.equal('CANCELLED: context canceled');
      expect(output(call)).to.equal('sent\n');
    },
  },
});

checkEntry(tailOutputLostAtExit, {
  naive: {
    it: 'sees nothing but good checks',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['check'] });
      await call.status;
      expect(output(call)).to.equal('ok: a\n');
    },
  },
  careful: {
    it: 'misses the mark at the end, and asks again',
    test: async ({ client }) => {
      await built(client, 'r');
      let shown = '';
      for (let run = 1; run <= 3 && !shown.endsWith('-- end\n'); run++) {
        const call = invoke(client, 'r', `p${run}`, { entrypoint: ['check'] });
        await call.status;
        shown = output(call);
      }
      expect(shown).to.contain('FAILED: b');
    },
  },
});

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
