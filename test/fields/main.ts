import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { requirements } from '../../src/conformance/requirements/index.js';
import { isWithin } from '../../src/protocol/revision.js';
import { keepAlive } from '../../src/time/keep-alive.js';
import { surelyNotices } from './noticed.js';
import { page, pageFile } from './page.js';
import { places as placesOfAll, type Place } from './places.js';
import { nameOf, readKnown, writeKnown, type Known } from './places-file.js';
import { isArgued, reasonFor } from './reasons.js';

const { values } = parseArgs({
  options: {
    'at-once': { type: 'string', default: '2' },
    /** Only fields whose names contain this, such as `Status reply: Vertex`, and those of which nothing is known. */
    again: { type: 'string', default: '' },
    /** As if these requirements were not there: IDs or areas, with commas. */
    without: { type: 'string', default: '' },
  },
});
const skipped = values.without.split(',').filter((part) => part !== '');

/** Where to look first for who notices a field of an RPC. */
const areas: Readonly<Record<string, readonly string[]>> = {
  Build: ['OPTION', 'BUILD', 'INSPECT', 'INPUT'],
  Status: ['PAYLOAD', 'STATUS', 'OPTION', 'BUILD'],
  Input: ['INPUT'],
  Inspect: ['INSPECT'],
  Invoke: ['INVOKE', 'PROC', 'DISC'],
  List: ['LIST'],
  Disconnect: ['DISC', 'LIST'],
  Info: ['INFO'],
  ListProcesses: ['PROC', 'INVOKE'],
  DisconnectProcess: ['PROC', 'INVOKE'],
};

function candidates({ method, revision }: Place): readonly string[] {
  return (areas[method] ?? []).flatMap((area) =>
    requirements
      .filter((requirement) => {
        const { id, level, destructive } = requirement;
        if (level === 'OBSERVED' || destructive === true || !isWithin(requirement, revision)) return false;
        return id.startsWith(`${area}-`) && !skipped.some((part) => id.startsWith(part));
      })
      .map(({ id }) => id),
  );
}

/** The one that noticed before, if it still does. */
async function noticedBy(place: Place, before: string | null): Promise<string | null> {
  const known =
    requirements.some((one) => one.id === before && isWithin(one, place.revision)) &&
    !skipped.some((part) => before?.startsWith(part));
  const first = known && before !== null ? [before] : [];
  for (const id of [...first, ...candidates(place)]) if (await surelyNotices(id, place)) return id;
  return null;
}

/** What was known before, unless it is asked for again. */
async function noticedNow(place: Place, before: string | null | undefined): Promise<string | null> {
  if (before === undefined || nameOf(place).includes(values.again)) return noticedBy(place, before ?? null);
  return before;
}

/** The fake keeps no process alive, and the suite waits for it now and then. */
await keepAlive(async () => {
  const before = new Map(readKnown().map((one) => [nameOf(one), one.noticed]));
  const places = placesOfAll();
  const known: Known[] = [];
  const left = [...places.entries()];
  async function work(): Promise<void> {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, place] = next;
      const name = nameOf(place);
      const noticed = isArgued(place) ? null : await noticedNow(place, before.get(name));
      known[index] = { ...place, noticed };
      process.stderr.write(`${name}: ${noticed ?? 'nobody'}\n`);
    }
  }
  await Promise.all(Array.from({ length: Number(values['at-once']) }, work));
  const unseen = known.filter(({ noticed }) => noticed === null);
  process.stdout.write(`${known.length} fields, of which ${known.length - unseen.length} are noticed\n`);
  if (skipped.length > 0) return;
  writeKnown(known);
  writeFileSync(pageFile, page(known));
  const open = unseen.filter((place) => reasonFor(place) === undefined).map(nameOf);
  if (open.length > 0) process.stdout.write(`not noticed, and no reason is written:\n${open.join('\n')}\n`);
  process.exitCode = open.length === 0 ? 0 : 1;
});
