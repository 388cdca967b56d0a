import { isGood, type Certificate, type Disagreement } from '../certificate.js';
import { showDifference } from '../comparing/compare.js';

/** A certificate for a terminal: a table, and what is not explained, each with the shortest history that shows it. */
export function certificateText(certificate: Certificate, command: string): string {
  const { histories, named, commands, messages, facts, agreements, explained, restarts } = certificate;
  const lines = [
    ['histories', `${histories}, of which ${named} are cases of the catalogue; ${commands} commands`],
    ['messages compared', `${messages}`],
    ['facts compared', `${facts}`],
    ['told alike', `${agreements} (${percent(agreements, facts)})`],
    ...explained.map(({ explanation, differences, histories: seen }) => [
      explanation.id,
      `${differences} in ${seen} histories: ${explanation.reason} (${explanation.section})`,
    ]),
    ...certificate.deaths.map(({ name, fake, real }) => [name, `fake ${fake}, real ${real}`]),
    ...(restarts === 0 ? [] : [['the real server died', `${restarts} times, and was started again`]]),
  ].map(([name = '', text = '']) => `${name.padEnd(34)} ${text}`);
  const problems = [
    ...certificate.unexplained.map((one) => disagreementText('not explained', one, certificate.seed, command)),
    ...certificate.deaths.flatMap(({ name, differences }) =>
      differences.map((one) => `not explained, in ${name}:\n  ${showDifference(one)}`),
    ),
    ...certificate.stale.map(({ id, section }) => `stale: the explanation ${id} (${section}) explained nothing`),
    ...certificate.fleeting.map((one) => disagreementText('did not come again', one, certificate.seed, command)),
  ];
  return `${[...lines, ...problems, verdict(certificate)].join('\n')}\n`;
}

export function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.floor((part / whole) * 10_000) / 100} %`;
}

function verdict(certificate: Certificate): string {
  const { unexplained, stale, fleeting, deaths } = certificate;
  const deadly = deaths.reduce((sum, { differences }) => sum + differences.length, 0);
  const counts = `${unexplained.length + deadly} not explained, ${stale.length} stale, ${fleeting.length} did not come again`;
  return `${isGood(certificate) ? 'certified' : 'not certified'}: ${counts}`;
}

function disagreementText(
  title: string,
  { difference, history, name, times, shortest }: Disagreement,
  seed: number,
  command: string,
): string {
  const where = `history ${history}${name === undefined ? '' : `, ${name}`}`;
  const steps = shortest.commands.map((step, index) => `    ${index + 1}. ${step}`);
  return [
    `${title}, ${times} times, first in ${where}:`,
    `  ${showDifference(difference)}`,
    `  the shortest history that shows it:`,
    ...steps,
    `  again: ${command} --seed ${seed} --replay ${shortest.replay}`,
  ].join('\n');
}
