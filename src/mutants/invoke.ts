import type { BuildResult } from '../playback/results/build-result.js';
import { RpcFailure } from '../playback/rpc-failure.js';
import type { InvokeMessage } from '../protocol/messages.js';
import type { Mutant } from './mutant.js';
import { excusing, recoding, rewording } from './shape/ending.js';
import { onInvoke } from './shape/invoke-target.js';
import { makeOut } from './shape/make-out.js';
import { on } from './shape/on.js';
import { onBuild } from './shape/on-build.js';
import { receiving } from './shape/receiving.js';
import { through } from './shape/through.js';
import { together } from './shape/together.js';

export const invokeMutants: readonly Mutant[] = [
  {
    name: 'invoke-without-ref-reworded',
    does: 'Invoke without a ref is refused as one of an unknown ref.',
    requirement: 'INVOKE-001',
    handlers: () => rewording('Invoke', /no (ref|session ID) is provided/, 'invoke: unknown key '),
  },
  {
    name: 'invoke-unknown-ref-recoded',
    does: 'Invoke on a ref that nobody built ends NOT_FOUND.',
    requirement: 'INVOKE-002',
    handlers: () => recoding('Invoke', 'NOT_FOUND', /unknown (key|session ID)/),
  },
  {
    name: 'invoke-unknown-ref-cut',
    does: 'The error of an unknown ref shows its first 64 characters.',
    requirement: 'INVOKE-002',
    handlers: () => rewording('Invoke', /(unknown (?:key|session ID) .{64})[^]*/su, '$1'),
  },
  {
    name: 'invoke-without-process-id-reworded',
    does: 'Invoke without a process ID is refused without a word of the ID.',
    requirement: 'INVOKE-003',
    handlers: () => rewording('Invoke', 'specify process ID', 'bad request'),
  },
  {
    name: 'invoke-invents-process-id',
    does: 'Invoke without a process ID starts a process under an ID of its own.',
    requirement: 'INVOKE-003',
    silent: true,
    handlers: () =>
      receiving('Invoke', (message) =>
        message.kind === 'init' && message.processId === '' ? { ...message, processId: 'default' } : message,
      ),
  },
  {
    name: 'invoke-without-config-recoded',
    does: 'Invoke of a new process without a configuration ends INVALID_ARGUMENT.',
    requirement: 'INVOKE-004',
    handlers: () => recoding('Invoke', 'INVALID_ARGUMENT', /no container config/),
  },
  {
    name: 'invoke-without-init-recoded',
    does: 'Invoke that does not begin with Init ends INVALID_ARGUMENT.',
    requirement: 'INVOKE-005',
    handlers: () => recoding('Invoke', 'INVALID_ARGUMENT', /wanted init/),
  },
  {
    name: 'invoke-resize-before-init-passed-over',
    does: 'A Resize or Signal before Init is passed over.',
    requirement: 'INVOKE-005',
    silent: true,
    handlers: () =>
      on('Invoke', (_context, call, next) => {
        let begun = false;
        const receive = async (): Promise<InvokeMessage | undefined> => {
          for (;;) {
            const message = await call.receive();
            begun ||= message?.kind === 'init';
            if (begun || (message?.kind !== 'resize' && message?.kind !== 'signal')) return message;
          }
        };
        return next(through(call, { receive }));
      }),
  },
  {
    name: 'invoke-without-init-reworded',
    does: 'Invoke that does not begin with Init names the message as Go does not.',
    requirement: 'INVOKE-006',
    handlers: () => rewording('Invoke', /\*pb\.Message_(?=\w+; wanted init)/, ''),
  },
  {
    name: 'invoke-mute-ok',
    does: 'Invoke that is half-closed before Init ends OK.',
    requirement: 'INVOKE-007',
    handlers: () => excusing('Invoke', /no Init message/),
  },
  {
    name: 'invoke-error-kills-process',
    does: 'A message that does not belong on a running stream kills the process.',
    requirement: 'INVOKE-008',
    handlers: () =>
      onInvoke((context, call, next, target) =>
        next(call).catch((error: unknown) => {
          const { process, init } = target;
          const wrong = error instanceof RpcFailure && error.message.startsWith('unexpected message');
          if (wrong && process !== undefined) context.sessions.get(init?.ref ?? '')?.processes.kill(process);
          throw error;
        }),
      ),
  },
  {
    name: 'invoke-second-init-passed-over',
    does: 'A second Init on a running stream is passed over.',
    requirement: 'INVOKE-008',
    silent: true,
    handlers: () => receiving('Invoke', (message, nth) => (nth > 0 && message.kind === 'init' ? undefined : message)),
  },
  {
    name: 'invoke-empty-unnamed',
    does: 'The error of a message without content on a running stream does not show that it has none.',
    requirement: 'INVOKE-009',
    handlers: () => rewording('Invoke', /<nil>$/, 'null'),
  },
  {
    name: 'rebuild-keeps-result',
    does: 'While a session is built again, new processes start in the result of the build before.',
    requirement: 'INVOKE-030',
    silent: true,
    handlers: () => {
      const before = new Map<string, BuildResult | undefined>();
      return together(
        onBuild(async (context, { ref }, build) => {
          before.set(ref, context.sessions.get(ref)?.result);
          await build();
        }),
        receiving('Invoke', (message, _nth, context) => {
          const session = message.kind === 'init' ? context.sessions.get(message.ref) : undefined;
          if (session?.building === true) makeOut(session, { result: session.result ?? before.get(session.ref) });
          return message;
        }),
      );
    },
  },
  {
    name: 'initial-of-success-runs',
    does: 'A process that is wanted in the state before the failed step runs where none has failed, too.',
    requirement: 'INVOKE-031',
    revision: '0.12',
    silent: true,
    handlers: () =>
      receiving('Invoke', (message, _nth, context) => {
        if (message.kind !== 'init' || message.invokeConfig === undefined) return message;
        if (context.sessions.get(message.ref)?.result?.state !== 'succeeded') return message;
        return { ...message, invokeConfig: { ...message.invokeConfig, initial: false } };
      }),
  },
];
