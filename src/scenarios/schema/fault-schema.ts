import { http2ErrorCodes } from '../../protocol/http2-error-code.js';
import { statusCodes } from '../../protocol/status-code.js';
import type {
  AnswerStep,
  CallFaultAction,
  FaultDeath,
  FaultScript,
  FaultStatus,
  FaultTrigger,
  MessageFaultAction,
} from '../model/fault-script.js';
import { faultRpcs } from '../model/fault-rpc.js';
import { count, flag, listOf, object, text, the } from './building-blocks.js';
import type { JsonSchema } from './json-schema.js';

/** Every key of a union of objects. */
type KeysOf<T> = T extends unknown ? keyof T : never;

const direction: JsonSchema = { enum: ['request', 'response'] };

const trigger: Readonly<Record<KeysOf<FaultTrigger>, JsonSchema>> = {
  open: { const: true, description: 'When the call is opened.' },
  message: count(1, 'At the nth message, from 1, before it goes on.'),
  bytes: count(1, 'At the message with which so many bytes have come by.'),
  after: the('duration', 'So long after the opening.'),
  barrier: text('When this barrier is released; the fault waits there from the opening on.'),
  end: { const: true, description: 'When the server ends the call, in place of its status.' },
  direction: { ...direction, default: 'response', description: 'Whose messages are meant.' },
};

const status: Readonly<Record<keyof FaultStatus, JsonSchema>> = {
  code: { enum: Object.keys(statusCodes) },
  message: text(),
  details: listOf({
    ...object({ typeUrl: text(), json: {}, base64: the('base64') }, ['typeUrl']),
    exactlyOneKeyOf: ['json', 'base64'],
  }),
  headers: flag('Sends headers first, where no message has: the status comes in trailers of its own.'),
};

const answerStep: Readonly<Record<KeysOf<AnswerStep>, JsonSchema>> = {
  expect: count(1, 'Waits until so many requests have come in all.'),
  wait: the('duration', 'Says nothing for so long.'),
  send: { ...object({ base64: the('base64') }, ['base64']), description: 'A message as it goes over the wire.' },
  end: { ...object(status, ['code']), description: 'The call ends with this.' },
};

const death: Readonly<Record<keyof FaultDeath, JsonSchema>> = {
  restart: the('duration', 'When it is there again. Default 100 ms on sockets, at once in process.'),
  forGood: flag('It never is there again.'),
  leavesSocket: flag('The file of its unix socket stays, with nobody behind it.'),
};

/** The largest message that a fault makes, in bytes: it is made in memory. */
const largestMessage = 64 * 1024 * 1024;
/** The most copies that a fault makes, and the most messages that it holds back. */
const mostMessages = 1000;

const actions: Readonly<Record<KeysOf<CallFaultAction | MessageFaultAction>, JsonSchema>> = {
  status: { ...object(status, ['code']), description: 'The call ends with this.' },
  trailersWithoutStatus: { const: true, description: 'The call ends with trailers that carry no status.' },
  reset: { enum: Object.keys(http2ErrorCodes), description: 'RST_STREAM with this code.' },
  goaway: {
    enum: ['draining', 'immediate'],
    description: 'The connection takes no new calls; `immediate` ends those that are open, and hangs up.',
  },
  dropConnection: { const: true, description: 'The connection is lost.' },
  stall: {
    ...direction,
    description: 'Nothing more goes this way, for ever: requests are not read, or responses not sent.',
  },
  delay: the('duration', "Nothing goes the trigger's way for so long."),
  die: { ...object(death), description: 'The server dies.' },
  answer: listOf(
    { ...object(answerStep), exactlyOneKeyOf: Object.keys(answerStep) },
    'The server does what it does, and is not heard: this is said in its place. Where no step ends the call, it stays open.',
  ),
  duplicate: { ...count(1, 'The message comes so many times more.'), maximum: mostMessages },
  drop: { const: true, description: 'The message is lost.' },
  reorder: { ...count(1, 'The message comes after the next so many.'), maximum: mostMessages },
  split: { ...count(2, 'The message is divided into so many: output, input and progress.'), maximum: mostMessages },
  join: { ...count(2, 'So many messages become one: output, input and progress.'), maximum: mostMessages },
  oversize: {
    ...count(1, 'The message has this size in bytes, by a field that nobody knows.'),
    maximum: largestMessage,
  },
  malformed: { const: true, description: 'The message becomes bytes that are none.' },
  wrongWireType: {
    const: true,
    description:
      'The message is as a neighbouring revision would write it; where that is the same, with the wire type of another field.',
  },
};

const faultScript: Readonly<Record<keyof FaultScript, JsonSchema>> = {
  name: text('For messages to people.'),
  rpc: {
    enum: [...faultRpcs],
    description: "An RPC of the controller, or, where nothing but a BuildKit plays the scenario, of BuildKit's.",
  },
  when: {
    ...object({ ref: the('textMatch') }, ['ref']),
    description: 'Only calls about this session; known from the first request on.',
  },
  at: {
    ...object(trigger),
    description: 'Default: when the call is opened. Comes once a call.',
    exactlyOneKeyOf: ['open', 'message', 'bytes', 'after', 'barrier', 'end'],
  },
  call: count(1, 'Only the so many-th call of its RPC since the scenario came into use, whatever its session.'),
  times: {
    title: 'a whole number from 1, or always',
    description: 'How many times it strikes in all. Default 1; with `chance`, always.',
    type: ['integer', 'string'],
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    pattern: '^always$',
  },
  chance: {
    type: 'number',
    minimum: 0,
    maximum: 1,
    description: "How likely it strikes when it could, drawn from the fake's seed. Default 1.",
  },
  do: { ...object(actions), description: 'What it does.', exactlyOneKeyOf: Object.keys(actions) },
};

/** The definitions of faults: what goes wrong between the client and the server. */
export const faultDefinitions: Readonly<Record<string, JsonSchema>> = {
  fault: {
    ...object(faultScript, ['rpc', 'do']),
    description: 'Something that goes wrong between the client and the server.',
  },
};
