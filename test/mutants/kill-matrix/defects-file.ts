import { writeFileSync } from 'node:fs';
import type { DefectMatrix } from '../../../src/conformance/diagnosis/defect-matrix.js';
import type { Kill } from './kill.js';

const aftermaths: readonly string[] = ['XPORT-013', 'XPORT-014'];

export const defectsFile = 'assets/known-defects.json';

/** What diagnoses are made by. */
function defectMatrix(kills: readonly Kill[]): DefectMatrix {
  const looks: string[] = [];
  const place = (look: string): number => {
    if (!looks.includes(look)) looks.push(look);
    return looks.indexOf(look);
  };
  const defects = kills.map((kill) => ({
    name: kill.name,
    does: kill.does,
    violates: Object.fromEntries(kill.killers.map((id) => [id, [place(lookAt(kill, id))]])),
  }));
  return { seeds: 1, looks, defects };
}

function lookAt({ looks, noticed, requirement }: Kill, id: string): string {
  if (looks !== undefined) return looks[id] ?? '';
  // Alone, what judges all checks looks at its own.
  const isAlone = id === requirement && !aftermaths.includes(id);
  return isAlone ? noticed : '';
}

/** Writes it with a line for each defect, so that changes can be read. */
export function writeDefects(kills: readonly Kill[]): void {
  const { seeds, looks, defects } = defectMatrix(kills);
  const lines = (items: readonly unknown[]): string => items.map((item) => `\n${JSON.stringify(item)}`).join(',');
  writeFileSync(defectsFile, `{"seeds":${seeds},"looks":[${lines(looks)}],"defects":[${lines(defects)}]}\n`);
}
