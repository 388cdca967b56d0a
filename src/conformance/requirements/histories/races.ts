import { races, type RaceInput } from '../../arbitraries/races.js';
import { property, type Property, type Requirement } from '../../trial/requirement.js';
import { race } from './race.js';
import { raceOfAll, raceOfBuilds, raceOfStreams, type RaceTheme } from './race-theme.js';

function raceProperty(theme: RaceTheme): Property {
  return property<RaceInput>(races(theme), (trial, input) => race(trial, input, theme), {
    share: 0.15,
    shareInterleaved: 4,
  });
}

export const modelRaceRequirements: readonly Requirement[] = [
  {
    id: 'MODEL-006',
    title: 'When clients build, disconnect and list at once, some order of what they did explains what each saw.',
    level: 'MUST',
    source: 'docs/real-controller.md §4, §5.3, §5.10, §5.12',
    needs: ['programs', 'builds.readsStdin', 'builds.stdinDockerfile'],
    check: raceProperty(raceOfBuilds),
  },
  {
    id: 'MODEL-007',
    title:
      'When clients type, leave and take processes over at once, some order of what they did explains what each saw.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §5.8, §6',
    needs: ['programs'],
    check: raceProperty(raceOfStreams),
  },
  {
    id: 'MODEL-008',
    title: 'Whatever clients do at once, some order of it explains what each saw.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (15, 16), §5.7, §5.9, §5.10, §6',
    needs: ['restart', 'programs'],
    destructive: true,
    check: property<RaceInput>(
      races(raceOfAll),
      async (trial, input) => {
        try {
          await race(trial, input, raceOfAll);
        } finally {
          // Restarted, because a server that holds its lock for ever still answers Info, and so passes for alive.
          await trial.restart();
        }
      },
      { share: 0.05, shareInterleaved: 6 },
    ),
  },
];
