import type { BuildResponse, InvokeMessage, ListProcessesResponse, ListResponse } from '../../protocol/messages.js';
import type { Call } from '../playing/keyed.js';
import type { Played } from '../playing/play.js';
import { endOf } from './end-of.js';
import type { About, Fact, Item } from './item.js';
import { outputItems } from './output-items.js';
import { plainText, plainValue } from './plain.js';
import { progressItems } from './progress-items.js';

/** Everything that a journal tells, fact by fact. */
export function itemsOf(played: Played): readonly Item[] {
  const items = [...played.calls].flatMap(([key, call]) => {
    const about = aboutCall(played, call);
    return factsOf(played, call).map((fact): Item => ({ of: key, rpc: call.rpc, about, messages: 1, ...fact }));
  });
  const whole: Item[] =
    played.trouble === undefined
      ? []
      : [
          {
            of: 'history',
            rpc: 'Info',
            name: 'trouble',
            value: played.trouble,
            messages: 0,
            about: { command: played.commands.at(-1) ?? '', cancelled: false },
          },
        ];
  return [...items, ...progressItems(played), ...whole];
}

function aboutCall(played: Played, call: Call): About {
  const built = call.rpc === 'Build' ? { built: endOf(played, call) } : {};
  return { command: played.commands[call.command] ?? '', cancelled: call.cancelled, ...built };
}

function factsOf(played: Played, call: Call): readonly Fact[] {
  const sent = call.requests.map(
    (message, index): Fact => ({ name: `request ${index + 1}`, value: plainValue(message, played) }),
  );
  return [...sent, ...answers(played, call), { name: 'end', value: endOf(played, call) }];
}

function answers(played: Played, call: Call): readonly Fact[] {
  const messages = call.responses.map(({ message }) => message);
  switch (call.rpc) {
    case 'Invoke':
      return outputItems(messages as readonly InvokeMessage[]);
    case 'Status':
      // Told by progressItems.
      return [];
    case 'Build':
      return messages.flatMap((message) => replyFacts(message as BuildResponse, played));
    case 'List':
      return messages.map((message) => ({
        name: 'reply',
        value: plainValue((message as ListResponse).refs.filter((ref) => played.gave(ref)).toSorted(), played),
      }));
    case 'ListProcesses':
      return messages.map((message) => ({
        name: 'reply',
        value: plainValue(
          (message as ListProcessesResponse).processes.toSorted((one, other) =>
            one.processId < other.processId ? -1 : 1,
          ),
          played,
        ),
      }));
    case 'Input':
    case 'Disconnect':
    case 'DisconnectProcess':
    case 'Info':
    case 'Inspect':
      return messages.map((message) => ({ name: 'reply', value: plainValue(message, played) }));
  }
}

/** A reply of Build, key by key; a descriptor is told by its kind. */
function replyFacts({ exporterResponse }: BuildResponse, played: Played): readonly Fact[] {
  return Object.entries(exporterResponse).map(([key, value], index) => ({
    name: `reply ${key}`,
    value: key.endsWith('.descriptor') ? descriptorKind(value) : plainText(value, played),
    messages: index === 0 ? 1 : 0,
  }));
}

function descriptorKind(value: string): string {
  try {
    const { mediaType, annotations } = JSON.parse(Buffer.from(value, 'base64').toString()) as Readonly<
      Record<string, unknown>
    >;
    return JSON.stringify({ mediaType, annotations: Object.keys(annotations ?? {}).toSorted() });
  } catch {
    return value;
  }
}
