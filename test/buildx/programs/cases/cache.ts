import { type ScenarioInput, usageRecord } from '../../../../src/index.js';
import type { ProgramCase } from '../program-case.js';

const scenario: ScenarioInput = {
  usageRecords: [
    usageRecord('base').size(100e6).usageCount(3).description('pulled').lastUsedAt('2026-01-08T00:00:00Z'),
    usageRecord('layer').size(20e6).parents('base').lastUsedAt('2026-01-09T23:00:00Z'),
    usageRecord('npm').size(7e6).mutable().recordType('exec.cachemount').createdAt('2026-01-02T03:04:05Z'),
    usageRecord('held').size(5e6).inUse(),
    usageRecord('twin').size(50e6).shared(),
  ],
};

const cache = { scenario, options: { epoch: new Date('2026-01-10T00:00:00Z') }, builds: 0 };
const prune = ['prune', '--force'];

/** What BuildKit keeps, and what is removed of it. */
export const cacheCases: readonly ProgramCase[] = [
  {
    ...cache,
    name: 'prints what BuildKit keeps',
    args: ['du'],
    prints: [
      ...[/^base\s+true\s+100MB\s/m, /^npm\*\s+true\s+7MB\s/m, /^held\s+false\s+5MB\s/m, /^twin\s+true\s+50MB\*\s/m],
      ...[/Shared:\s+50MB/, /Private:\s+132MB/, /Reclaimable:\s+177MB/, /Total:\s+182MB/],
    ],
  },
  {
    ...cache,
    name: 'prints all that BuildKit tells of what it keeps',
    args: ['du', '--verbose'],
    prints: [
      ...[/ID:\s+base\n/, /Description:\s+pulled\nUsage count:\s+3\n/, /Parents?:\s+(?:- )?base\n/],
      ...[/Created at:\s+2026-01-02 03:04:05 \+0000 UTC\nMutable:\s+true\n/, /Type:\s+exec\.cachemount\n/],
    ],
  },
  {
    ...cache,
    name: 'prints only what a filter asks for',
    args: ['du', '--filter', 'type=exec.cachemount'],
    prints: [/^npm\*/m],
    hides: ['base'],
  },
  {
    ...cache,
    name: 'prunes what nothing holds, and says how much that was',
    args: prune,
    prints: [/^layer\s[^]*^base\s[^]*Total:\s+127MB/m],
    hides: ['held', 'twin'],
  },
  {
    ...cache,
    name: 'prunes what others hold, too, when that is wanted',
    args: [...prune, '--all'],
    prints: [/^twin/m, /Total:\s+177MB/],
  },
  {
    ...cache,
    name: 'prunes what was not used lately',
    args: [...prune, '--filter', 'until=24h'],
    prints: [/^npm\*[^]*Total:\s+7MB/m],
    hides: ['layer', 'base'],
  },
  {
    ...cache,
    name: 'prunes what a filter asks for',
    args: [...prune, '--filter', 'type=regular', '--filter', 'id=layer'],
    prints: [/^layer[^]*Total:\s+20MB/m],
    hides: ['npm'],
  },
  {
    ...cache,
    name: 'prunes until no more is kept than is wanted',
    args: [...prune, '--keep-storage', '110MB'],
    prints: [/^npm\*[^]*^layer[^]*Total:\s+27MB/m],
    hides: ['base'],
  },
  {
    ...cache,
    name: 'prunes until the cache is as small as is wanted',
    since: '0.17',
    args: [...prune, '--max-used-space', '120MB'],
    prints: [/^npm\*[^]*Total:\s+7MB/m],
    hides: ['base', 'layer'],
  },
];
