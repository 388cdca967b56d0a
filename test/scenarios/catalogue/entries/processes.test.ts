import { expect } from 'chai';
import {
  disconnectProcessAnswersInternal,
  poisonedContainer,
  rebuildOverRunningProcesses,
  rollbackKillsNeighbour,
  signalsIgnored,
  startFailureOfUnknownCommand,
  unnoticedExit,
} from '../../../../src/scenarios/catalogue/entries/processes.js';
import {
  answer,
  built,
  ending,
  invoke,
  type Invoke,
  output,
  processIds,
  sees,
  settled,
  sh,
  type,
} from '../../../fake-controller/calls.js';
import { checkEntry } from '../check-entry.js';
import type { ControllerClient } from '../../../../src/client/controller-client.js';
import type { Init, InvokeConfig } from '../../../../src/protocol/messages.js';

checkEntry(disconnectProcessAnswersInternal, {
  naive: {
    it: 'tries again, and fails again',
    test: async ({ client }) => {
      await built(client, 'r');
      await sees(invoke(client, 'r', 'p', { entrypoint: ['serve'] }), 'up');
      const ends = async (): Promise<string> => answer(client.rpc.disconnectProcess({ ref: 'r', processId: 'p' }));
      expect(await ends()).to.match(/^INTERNAL: grpc: error while marshaling/);
      expect(await ends()).to.equal('UNKNOWN: unknown process "p"');
    },
  },
  careful: {
    it: 'looks whether the process is gone',
    test: async ({ client }) => {
      await built(client, 'r');
      await sees(invoke(client, 'r', 'p', { entrypoint: ['serve'] }), 'up');
      await client.rpc.disconnectProcess({ ref: 'r', processId: 'p' }).catch(() => undefined);
      expect(await processIds(client, 'r')).to.deep.equal([]);
    },
  },
});

checkEntry(poisonedContainer, {
  naive: {
    it: 'loses a server to a test that fails beside it',
    test: async ({ client }) => {
      await built(client, 'r');
      const served = invoke(client, 'r', 'server', { entrypoint: ['serve'] });
      await sees(served, 'up');
      expect(await ending(invoke(client, 'r', 'test', { entrypoint: ['test'] }))).to.equal('UNKNOWN: exit code: 3');
      expect(await ending(served)).to.equal('UNKNOWN: exit code: 137: exit code: 3');
    },
  },
  careful: {
    it: 'keeps what may fail in a session of its own',
    test: async ({ client }) => {
      await built(client, 'r');
      await built(client, 'tests');
      const served = invoke(client, 'r', 'server', { entrypoint: ['serve'] });
      await sees(served, 'up');
      expect(await ending(invoke(client, 'tests', 'test', { entrypoint: ['test'] }))).to.equal('UNKNOWN: exit code: 3');
      await invoke(client, 'r', 'make', { entrypoint: ['make'] }).status;
      expect(served.ended).to.equal(undefined);
      expect(await processIds(client, 'r')).to.deep.equal(['server']);
    },
  },
});

/** A process that runs, and one that succeeded. */
async function running(client: ControllerClient) {
  await built(client, 'r');
  const shell = invoke(client, 'r', 'shell', { entrypoint: ['/bin/sh'], tty: true });
  await sees(shell, '#');
  const good = invoke(client, 'r', 'good', sh('echo done'));
  await good.status;
  return { shell, good };
}

checkEntry(rebuildOverRunningProcesses, {
  naive: {
    it: 'takes the death of its shell for success',
    test: async ({ client }) => {
      const { shell, good } = await running(client);
      await built(client, 'r');
      expect(await ending(shell)).to.equal(await ending(good));
      expect(await processIds(client, 'r')).to.deep.equal([]);
    },
  },
  careful: {
    it: 'builds under a new ref, and its shell lives',
    test: async ({ client }) => {
      const { shell } = await running(client);
      await built(client, 'new');
      expect(await processIds(client, 'r')).to.deep.equal(['shell']);
      void type(shell, 'exit\n');
      expect(await ending(shell)).to.equal('CANCELLED: context canceled');
    },
  },
});

checkEntry(rollbackKillsNeighbour, {
  naive: {
    it: "ends somebody else's process",
    test: async ({ client, connect }) => {
      await built(client, 'r');
      const served = invoke(connect(), 'r', 'server', { entrypoint: ['serve'] });
      await sees(served, 'up');
      await invoke(client, 'r', 'p', { entrypoint: ['make'], rollback: true }).status;
      expect(await ending(served)).to.equal('CANCELLED: context canceled');
      expect(await processIds(client, 'r')).to.deep.equal([]);
    },
  },
  careful: {
    it: 'looks who is there first',
    test: async ({ client, connect }) => {
      await built(client, 'r');
      const served = invoke(connect(), 'r', 'server', { entrypoint: ['serve'] });
      await sees(served, 'up');
      const rollback = (await processIds(client, 'r')).length === 0;
      await invoke(client, 'r', 'p', { entrypoint: ['make'], rollback }).status;
      expect(served.ended).to.equal(undefined);
      expect(await processIds(client, 'r')).to.deep.equal(['server']);
    },
  },
});

/** An Invoke that its client gives a minute. */
function invokeForAMinute(client: ControllerClient, config: Init<InvokeConfig>): Invoke {
  const call = client.rpc.invoke({ deadlineMs: 60_000 });
  void call.send({ kind: 'init', ref: 'r', processId: 'p', invokeConfig: config });
  return call;
}

checkEntry(signalsIgnored, {
  naive: {
    it: 'interrupts in vain',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invokeForAMinute(client, { entrypoint: ['serve'] });
      await sees(call, 'up');
      void call.send({ kind: 'signal', name: 'SIGINT' });
      expect(await ending(call)).to.match(/^DEADLINE_EXCEEDED/);
      expect(await processIds(client, 'r')).to.deep.equal(['p']);
    },
  },
  careful: {
    it: 'disconnects the process',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invokeForAMinute(client, { entrypoint: ['serve'] });
      await sees(call, 'up');
      await answer(client.rpc.disconnectProcess({ ref: 'r', processId: 'p' }));
      expect(await ending(call)).to.equal('CANCELLED: context canceled');
      expect(await processIds(client, 'r')).to.deep.equal([]);
    },
  },
});

checkEntry(startFailureOfUnknownCommand, {
  naive: {
    it: 'blames a program that does not exist',
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['nope'], tty: true });
      const { message } = await call.status;
      const reason = message.startsWith('exit code: ') ? 'the program failed' : 'the program did not start';
      expect(reason).to.equal('the program failed');
    },
  },
  careful: {
    it: "knows the runtime's words",
    test: async ({ client }) => {
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['nope'], tty: true });
      await call.status;
      expect(output(call)).to.match(/^runc run failed: unable to start container process: /);
    },
  },
});

checkEntry(unnoticedExit, {
  naive: {
    it: 'waits for an end that does not come',
    test: async ({ client }) => {
      await built(client, 'r');
      expect(await ending(invokeForAMinute(client, { entrypoint: ['make'] }))).to.match(/^DEADLINE_EXCEEDED/);
    },
  },
  careful: {
    it: 'asks for a TTY, or types when all is said',
    test: async ({ client }) => {
      await built(client, 'r');
      const onTerminal = invokeForAMinute(client, { entrypoint: ['make'], tty: true });
      expect(await ending(onTerminal)).to.equal('UNKNOWN: exit code: 3');
      const call = invokeForAMinute(client, { entrypoint: ['make'] });
      await sees(call, 'made');
      await settled(client);
      void type(call, '\n');
      expect(await ending(call)).to.equal('UNKNOWN: exit code: 3');
    },
  },
});
