import type { CallFaultAction, FaultAction, FaultDirection, FaultTrigger, MessageFaultAction } from './fault-script.js';

/** The key that says what an action is. */
export type FaultKind = FaultAction extends infer A ? (A extends unknown ? keyof A : never) : never;

type MessageFaultKind = MessageFaultAction extends infer A ? (A extends unknown ? keyof A : never) : never;

const aboutMessages: Readonly<Record<MessageFaultKind, true>> = {
  duplicate: true,
  drop: true,
  reorder: true,
  split: true,
  join: true,
  oversize: true,
  malformed: true,
  wrongWireType: true,
};

export function faultKind(action: FaultAction): FaultKind {
  return Object.keys(action)[0] as FaultKind;
}

/** Whether it does something to a message, rather than to the call. */
export function isMessageFault(action: FaultAction): action is Exclude<FaultAction, CallFaultAction> {
  return Object.hasOwn(aboutMessages, faultKind(action));
}

/** Whose messages a trigger means. */
export function directionOf(at: FaultTrigger): FaultDirection {
  return ('direction' in at ? at.direction : undefined) ?? 'response';
}
