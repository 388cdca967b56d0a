import { base64 } from '../protocol/base64.js';
import type { BuildOptions, StatusResponse } from '../protocol/messages.js';
import { statusCodeName, statusCodes } from '../protocol/status-code.js';
import type { BuildMatch, BuildScript } from '../scenarios/model/build-script.js';
import type {
  RecordedBuild,
  RecordedDetail,
  RecordedError,
  RecordedMessage,
} from '../scenarios/model/recorded-build.js';
import { exactMatch } from './exact-match.js';
import { messageKey } from './message-key.js';
import { recordedMessage } from './recorded-message.js';
import type { JournalStatus } from '../journal/entry.js';
import type { Recording } from './recording.js';
import { callsOf, type SeenCall, type Timed } from './seen-calls.js';
import { usedOnce } from './used-once.js';
import { epochOf, timeBase } from './time-base.js';
import { withoutRef } from './without-ref.js';
import { stdinMatch } from './stdin-match.js';

/** One build that ran, and what is known of its time. */
interface SeenBuild {
  readonly call: SeenCall<'Build'>;
  readonly ref: string;
  readonly options: BuildOptions;
  readonly requested: number;
  /** When its client was answered, or gave it up. */
  readonly over: number;
}

/** What a session answers that is building already; the script is then the other build's. */
const ongoing = 'build ongoing';

/** Finds the builds of a recording, in order, each with the Status messages that its session had in its time. */
export function buildsOf(recording: Recording): readonly BuildScript[] {
  const epoch = epochOf(recording);
  const builds = callsOf(recording, 'Build').flatMap(seenBuild);
  const statuses = callsOf(recording, 'Status');
  const inputs = callsOf(recording, 'Input');
  return usedOnce(
    builds
      .filter((build) => isReadable(build, [...statuses, ...inputs]))
      .map((build) => {
        const next = builds.find(({ ref, requested }) => ref === build.ref && requested > build.requested);
        const messages = messagesOf(build, statuses, next?.requested ?? Number.POSITIVE_INFINITY);
        const status = lastEndOfStatus(build, statuses, next?.requested ?? Number.POSITIVE_INFINITY);
        const stdin = readsStdin(build.options) ? stdinOf(build, inputs) : undefined;
        const first = messages[0]?.time ?? build.over;
        const began = stdin !== undefined && stdin.ended <= first ? stdin.ended : build.requested;
        return scriptOf(build, { messages, began, epoch, status, stdin: stdin?.match });
      }),
  );
}

function seenBuild(call: SeenCall<'Build'>): readonly SeenBuild[] {
  const [request] = call.requests;
  if (request?.message.options === undefined || call.ended?.status.message === ongoing) return [];
  const { ref, options } = request.message;
  const over = call.cancelled?.time ?? call.ended?.time ?? Number.POSITIVE_INFINITY;
  return [{ call, ref, options, requested: request.time, over }];
}

/** Whether everything that the build said and heard could be read; otherwise it would be played as another build. */
function isReadable(
  { call, ref, requested, over }: SeenBuild,
  others: readonly (SeenCall<'Status'> | SeenCall<'Input'>)[],
): boolean {
  if (call.unreadable) return false;
  return !others.some(({ unreadable, opened, ended, requests: [first] }) => {
    if (!unreadable || opened > over || (ended !== undefined && ended.time < requested)) return false;
    const message = first?.message;
    return message === undefined || !('ref' in message) || message.ref === ref;
  });
}

function scriptOf(
  { call, ref, options, over }: SeenBuild,
  seen: {
    readonly messages: readonly Timed<StatusResponse>[];
    readonly began: number;
    readonly epoch: number;
    /** When Status ended; undefined when nobody saw that. */
    readonly status: number | undefined;
    readonly stdin: BuildMatch['stdin'];
  },
): BuildScript {
  const { began } = seen;
  const base = timeBase(seen.epoch + began);
  const when: BuildMatch = { ...exactMatch(options), ...(seen.stdin !== undefined && { stdin: seen.stdin }) };
  const answered = call.cancelled === undefined && call.ended !== undefined;
  const answer = call.responses[0]?.time ?? over;
  const recorded: RecordedBuild = {
    messages: seen.messages.map(
      ({ time, message }): RecordedMessage => recordedMessage(message, since(began, time), base),
    ),
    ...(answered && { takes: since(began, answer), ...lingering(answer, seen.status) }),
    ...(answered && answerOf(call, ref)),
  };
  return { when, recorded };
}

function answerOf({ responses, ended }: SeenCall<'Build'>, ref: string): Pick<RecordedBuild, 'reply' | 'error'> {
  if (ended !== undefined && ended.status.code !== statusCodes.OK) return { error: recordedError(ended.status, ref) };
  return { reply: withoutRef({ ...responses[0]?.message.exporterResponse }, ref) };
}

function recordedError({ code, message, details }: JournalStatus, ref: string): RecordedError {
  const name = statusCodeName(code);
  return {
    message,
    code: isFailure(name) ? name : 'UNKNOWN',
    ...(details !== undefined && {
      details: details.map(
        ({ typeUrl, value, json }): RecordedDetail =>
          json === undefined ? { typeUrl, base64: base64(value) } : { typeUrl, json: withoutRef(json, ref) },
      ),
    }),
  };
}

function isFailure(name: string): name is RecordedError['code'] {
  return name in statusCodes && name !== 'OK';
}

/**
 * The messages that the session's subscribers were told. A server may tell each of them everything, so what several
 * were told counts once. What came after the client gave the build up was the server's answer to that.
 */
function messagesOf(
  { ref, requested, call }: SeenBuild,
  statuses: readonly SeenCall<'Status'>[],
  next: number,
): readonly Timed<StatusResponse>[] {
  const givenUp = call.cancelled?.order ?? Number.POSITIVE_INFINITY;
  const counted = new Map<string, number>();
  const streams = statuses.filter(({ requests }) => requests[0]?.message.ref === ref);
  const messages = streams.flatMap(({ responses }) => {
    const own = new Map<string, number>();
    return responses.filter(({ time, order, message }) => {
      if (time < requested || time >= next || order > givenUp) return false;
      const key = messageKey(message);
      const times = (own.get(key) ?? 0) + 1;
      own.set(key, times);
      if (times <= (counted.get(key) ?? 0)) return false;
      counted.set(key, times);
      return true;
    });
  });
  return messages.toSorted((a, b) => a.order - b.order);
}

/** When the last Status of the session ended by itself. */
function lastEndOfStatus(
  { ref, requested }: SeenBuild,
  statuses: readonly SeenCall<'Status'>[],
  next: number,
): number | undefined {
  const ends = statuses.flatMap(({ requests, ended, cancelled }) => {
    const own = requests[0]?.message.ref === ref && cancelled === undefined && ended !== undefined;
    return own && ended.time > requested && ended.time < next ? [ended.time] : [];
  });
  return ends.toSorted((a, b) => a - b).at(-1);
}

function lingering(answered: number, status: number | undefined): Pick<RecordedBuild, 'lingers'> {
  const lingers = status === undefined ? 0 : since(answered, status);
  return lingers > 0 ? { lingers } : {};
}

function readsStdin({ contextPath, dockerfileName }: BuildOptions): boolean {
  return contextPath === '-' || dockerfileName === '-';
}

/** What an Input brought to its end before the build was over. */
function stdinOf(
  { ref, over }: SeenBuild,
  inputs: readonly SeenCall<'Input'>[],
): { readonly ended: number; readonly match: NonNullable<BuildMatch['stdin']> } | undefined {
  for (const { requests } of inputs.toReversed()) {
    const [init] = requests;
    if (init?.message.kind !== 'init' || init.message.ref !== ref || init.time > over) continue;
    const data = requests.flatMap(({ message }) => (message.kind === 'data' ? [message.data] : []));
    const ended = requests.find(({ message }) => message.kind === 'data' && message.eof)?.time;
    return ended === undefined ? undefined : { ended, match: stdinMatch(Buffer.concat(data)) };
  }
  return undefined;
}

/** The time since then in milliseconds, to the microsecond. */
function since(began: number, time: number): number {
  return Math.max(0, Math.round((time - began) * 1000) / 1000);
}
