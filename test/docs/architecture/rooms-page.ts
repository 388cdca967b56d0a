import { rooms, type Room } from '../../architecture/rooms.js';
import { isWithin } from '../../architecture/source.js';

/** The rooms as a picture: an arrow leads from a room to one that it may import. */
export function roomsPicture(): string {
  const nodeOf = ({ path }: Room): string => `  ${idOf(path)}["${path}"]`;
  const arrows = rooms.flatMap((room) => direct(room).map((known) => `  ${idOf(room.path)} --> ${idOf(known)}`));
  const suite = rooms.filter(({ path }) => isWithin(path, 'conformance'));
  const others = rooms.filter((room) => !suite.includes(room));
  const lines = [...others.map(nodeOf), '  subgraph suite [" "]', ...suite.map(nodeOf), '  end', ...arrows];
  return ['```mermaid', 'flowchart TB', ...lines, '```'].join('\n');
}

/** The rooms as a table, in their order. */
export function roomsTable(): string {
  const rows = rooms.map(
    ({ path, holds, knows }) => `| \`src/${path}\` | ${holds} | ${knows.length === 0 ? 'nothing' : knows.join(', ')} |`,
  );
  return ['| room | what it holds | what it may import |', '|---|---|---|', ...rows].join('\n');
}

/** Those that a room knows, but for those that it also reaches by way of another: these arrows would hide the others. */
function direct(room: Room): readonly string[] {
  return room.knows.filter((path) => !room.knows.some((other) => other !== path && reach(other).has(path)));
}

/** All that a room knows, itself or by way of others. */
function reach(path: string): ReadonlySet<string> {
  const { knows = [] } = rooms.find((room) => room.path === path) ?? {};
  return new Set(knows.flatMap((known) => [known, ...reach(known)]));
}

function idOf(path: string): string {
  return path.replaceAll(/\W/g, '_');
}
