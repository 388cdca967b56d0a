import { expect } from 'chai';
import { statusCodes } from '../../../../src/protocol/status-code.js';
import {
  exitZeroIsCancelled,
  invokeHalfClosedBeforeInit,
  okEndHangsAttachIo,
  outputWhileDetachedIsLost,
  takeoverDuringOutput,
  takeoverRacingExit,
  wrongFdDetaches,
} from '../../../../src/scenarios/catalogue/entries/invoke.js';
import {
  built,
  ending,
  ends,
  invoke,
  type Invoke,
  output,
  processIds,
  sees,
  settled,
} from '../../../fake-controller/calls.js';
import { checkEntry } from '../check-entry.js';

checkEntry(exitZeroIsCancelled, {
  naive: {
    it: 'reports a good run as failed',
    test: async ({ client }) => {
      await built(client, 'r');
      const { code } = await invoke(client, 'r', 'p', { entrypoint: ['make'] }).status;
      const failed = code !== statusCodes.OK;
      expect(failed).to.equal(true);
    },
  },
  careful: {
    it: 'knows the good end by its name',
    test: async ({ client }) => {
      await built(client, 'r');
      const { code, message } = await invoke(client, 'r', 'p', { entrypoint: ['make'] }).status;
      const gone = !(await processIds(client, 'r')).includes('p');
      const good = code === statusCodes.CANCELLED && message === 'context canceled' && gone;
      expect(good).to.equal(true);
    },
  },
});

checkEntry(invokeHalfClosedBeforeInit, {
  naive: {
    it: 'never hears of its call again',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = client.rpc.invoke();
      call.halfClose();
      expect(await ending(call)).to.match(/^FAILED_PRECONDITION: stuck: .*half-closed before its Init message/s);
    },
  },
  careful: {
    it: 'sends Init first, and may close behind it',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['make'] });
      call.halfClose();
      expect(await ending(call)).to.equal('CANCELLED: context canceled');
    },
  },
});

/** As buildx' client waits: an end without an error is none. */
async function untilError(call: Invoke): Promise<void> {
  const { code } = await call.status;
  if (code === statusCodes.OK) await new Promise<never>(() => undefined);
}

checkEntry(okEndHangsAttachIo, {
  naive: {
    it: 'stays attached to nothing',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['make'] });
      let left = false;
      void untilError(call).then(() => {
        left = true;
      });
      expect(await ending(call)).to.equal('OK');
      await settled(client);
      expect(left).to.equal(false);
    },
  },
  careful: {
    it: 'takes the end for the end',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['make'] });
      expect(await ending(call)).to.equal('OK');
      expect(output(call)).to.equal('made\n');
    },
  },
});

checkEntry(outputWhileDetachedIsLost, {
  naive: {
    it: 'has a gap in its output',
    test: async ({ fake, client }) => {
      await built(client, 'r');
      const first = invoke(client, 'r', 'p', { entrypoint: ['make'] });
      await sees(first, 'one');
      first.cancel();
      await settled(client);
      fake.release('reconnecting');
      await settled(client);
      const second = invoke(client, 'r', 'p');
      await sees(second, 'three');
      expect(output(first) + output(second)).to.equal('one\nthree\n');
    },
  },
  careful: {
    it: 'attaches before it lets go, and misses nothing',
    test: async ({ fake, client }) => {
      await built(client, 'r');
      const first = invoke(client, 'r', 'p', { entrypoint: ['make'] });
      await sees(first, 'one');
      const second = invoke(client, 'r', 'p');
      await first.status;
      fake.release('reconnecting');
      await sees(second, 'three');
      expect(output(first) + output(second)).to.equal('one\ntwo\nthree\n');
    },
  },
});

checkEntry(takeoverDuringOutput, {
  naive: {
    it: 'takes it for a good end while the process runs',
    test: async ({ client, connect }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['make'] });
      await sees(call, 'one');
      const other = invoke(connect(), 'r', 'p');
      expect(await ending(call)).to.equal('CANCELLED: context canceled');
      expect(ends(call)).to.have.members([1, 2]);
      // What it did not see.
      expect(await sees(other, 'two')).to.equal(true);
    },
  },
  careful: {
    it: 'finds the process still listed, and takes it back',
    test: async ({ client, connect }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['make'] });
      await sees(call, 'one');
      const other = invoke(connect(), 'r', 'p');
      await call.status;
      expect(await processIds(client, 'r')).to.deep.equal(['p']);
      invoke(client, 'r', 'p');
      expect(await ending(other)).to.equal('CANCELLED: context canceled');
    },
  },
});

checkEntry(takeoverRacingExit, {
  naive: {
    it: 'runs the program twice',
    test: async ({ fake, client }) => {
      await built(client, 'r');
      const first = invoke(client, 'r', 'p', { entrypoint: ['migrate'] });
      await sees(first, 'migrated');
      fake.release('exiting');
      await first.status;
      const second = invoke(client, 'r', 'p', { entrypoint: ['migrate'] });
      await second.status;
      expect(output(second)).to.equal('migrated\n');
    },
  },
  careful: {
    it: 'is told that the process is gone',
    test: async ({ fake, client }) => {
      await built(client, 'r');
      const first = invoke(client, 'r', 'p', { entrypoint: ['migrate'] });
      await sees(first, 'migrated');
      fake.release('exiting');
      await first.status;
      const second = invoke(client, 'r', 'p');
      expect(await ending(second)).to.match(/no container config is provided$/);
      expect(output(second)).to.equal('');
    },
  },
});

checkEntry(wrongFdDetaches, {
  naive: {
    it: 'loses sight of a process that runs on',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['serve'] });
      await sees(call, 'up');
      void call.send({ kind: 'file', fd: 1, data: Buffer.from('echo') });
      expect(await ending(call)).to.equal('UNKNOWN: unexpected fd: 1');
      expect(await processIds(client, 'r')).to.deep.equal(['p']);
      expect(output(call)).to.equal('up\n');
    },
  },
  careful: {
    it: 'finds it in the list, and attaches again',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['serve'] });
      await sees(call, 'up');
      void call.send({ kind: 'file', fd: 1, data: Buffer.from('echo') });
      const { message } = await call.status;
      const exited = message === 'context canceled' || message.startsWith('exit code: ');
      expect(exited).to.equal(false);
      const [left = ''] = await processIds(client, 'r');
      expect(await sees(invoke(client, 'r', left), 'again')).to.equal(true);
    },
  },
});
