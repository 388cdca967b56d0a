import type { BuildRequest, StatusRequest, StatusResponse } from '../../protocol/messages.js';
import type { Call } from '../playing/keyed.js';
import type { Played } from '../playing/play.js';
import type { Item } from './item.js';
import { endOf } from './end-of.js';
import { progressFacts } from './progress-facts.js';

/** A build of a session, from its Build to the next one of that session. */
interface Shown {
  readonly key: string;
  readonly build: Call;
  readonly until: number;
}

/**
 * What builds showed, build by build. How progress is cut into messages, and who of several subscribers gets which, is
 * open, so that all Status streams of a build are taken together.
 */
export function progressItems(played: Played): readonly Item[] {
  const calls = [...played.calls];
  const refOf = (call: Call): string => (call.requests[0] as BuildRequest | StatusRequest | undefined)?.ref ?? '';
  const builds = calls.filter(([, call]) => call.rpc === 'Build' && call.status?.message !== 'build ongoing');
  const statuses = calls.filter(([, call]) => call.rpc === 'Status').map(([, call]) => call);
  return builds.flatMap(([key, build], index) => {
    const ref = refOf(build);
    const later = builds.slice(index + 1).find(([, other]) => refOf(other) === ref);
    const shown: Shown = { key, build, until: later?.[1].opened ?? Infinity };
    return itemsOfBuild(
      played,
      shown,
      statuses.filter((status) => refOf(status) === ref),
    );
  });
}

function itemsOfBuild(played: Played, { key, build, until }: Shown, statuses: readonly Call[]): readonly Item[] {
  const during = statuses
    .map(({ responses }) => responses.filter(({ at }) => at > build.opened && at < until))
    .filter((responses) => responses.length > 0);
  const messages = during
    .flat()
    .toSorted((one, other) => one.at - other.at)
    .map(({ message }) => message as StatusResponse);
  const about = {
    command: played.commands[build.command] ?? '',
    cancelled: build.cancelled,
    built: endOf(played, build),
    subscribers: during.length,
    abandoned: statuses.some(
      ({ opened, status, cancelled }) => opened < until && (cancelled || (status?.code ?? 0) !== 0),
    ),
  };
  return progressFacts(messages, { played, streams: during.length }).map((fact, index) => ({
    of: `${key} progress`,
    rpc: 'Status' as const,
    about,
    ...fact,
    messages: index === 0 ? messages.length : 0,
  }));
}
