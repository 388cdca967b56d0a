import type { Requirement } from '../../trial/requirement.js';

export const survivalRequirements: readonly Requirement[] = [
  {
    id: 'XPORT-012',
    title: 'The server lives through everything that is not known to kill servers.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §5.4, §13',
    check: { kind: 'survival' },
  },
];
