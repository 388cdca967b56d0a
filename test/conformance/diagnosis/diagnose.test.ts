import { expect } from 'chai';
import { diagnose } from '../../../src/conformance/diagnosis/diagnose.js';
import type { DefectMatrix } from '../../../src/conformance/diagnosis/defect-matrix.js';
import type { Judged } from '../../../src/conformance/diagnosis/findings.js';
import { suspectsOf } from '../../../src/conformance/diagnosis/suspects.js';

const looks = ['the reply', 'the end'];
const defect = (name: string, violates: Readonly<Record<string, readonly number[]>>) => ({
  name,
  does: `It is ${name}.`,
  violates,
});

/** Two seeds, six defects: C-1 is violated by nearly all of them, as a model is. */
const matrix: DefectMatrix = {
  seeds: 2,
  looks,
  defects: [
    defect('mute', { 'A-1': [0, 0], 'A-2': [0, 0], 'C-1': [0] }),
    defect('deaf', { 'B-1': [0, 0], 'C-1': [0, 0] }),
    defect('early', { 'B-2': [1, 1], 'C-1': [0, 0] }),
    defect('late', { 'B-2': [0, 0], 'C-1': [0, 0] }),
    defect('slow', { 'C-1': [1, 1] }),
    defect('twin', { 'B-1': [0, 0], 'C-1': [0, 0] }),
  ],
};
const all = ['A-1', 'A-2', 'B-1', 'B-2', 'C-1', 'D-1'];

/** A run in which these were violated at a look and after so many steps, and all others held. */
function run(violated: Readonly<Record<string, readonly [look: string, steps: number]>>): readonly Judged[] {
  return all.map((id): Judged => {
    const [what, steps] = violated[id] ?? [];
    if (what === undefined) return { id, verdict: 'pass' };
    const shown = { steps: Array.from({ length: steps ?? 0 }, () => 'a step'), journal: [] };
    return {
      id,
      verdict: 'violated',
      counterexample: { seed: 1, path: '', value: null, what, expected: '', seen: '', ...shown },
    };
  });
}

describe('a diagnosis', () => {
  it('names the defect that explains most, the violations that it explains, and the shortest counterexample', () => {
    const { violations, causes, unexplained } = diagnose(
      run({ 'A-1': ['the reply', 9], 'A-2': ['the reply', 4], 'C-1': ['the reply', 30], 'D-1': ['the end', 2] }),
      matrix,
    );
    expect(violations).to.equal(4);
    expect(causes.map(({ defects: [first], explains, shortest }) => [first?.name, explains, shortest])).to.deep.equal([
      ['mute', ['A-1', 'A-2', 'C-1'], 'A-2'],
    ]);
    expect(unexplained).to.deep.equal(['D-1']);
  });

  it('covers the violations of two defects by both', () => {
    const { causes } = diagnose(
      run({ 'A-1': ['the reply', 1], 'A-2': ['the reply', 1], 'B-2': ['the end', 1], 'C-1': ['the reply', 1] }),
      matrix,
    );
    expect(causes.flatMap(({ defects }) => defects.map(({ name }) => name))).to.have.members(['mute', 'early']);
  });

  it('tells defects apart by what a requirement looked at', () => {
    const first = (look: string) => diagnose(run({ 'B-2': [look, 1], 'C-1': ['the reply', 1] }), matrix).causes[0];
    expect(first('the end')?.defects[0]?.name).to.equal('early');
    expect(first('the reply')?.defects[0]?.name).to.equal('late');
  });

  it('names together the defects that the suite cannot tell apart', () => {
    const diagnosis = diagnose(run({ 'B-1': ['the reply', 1], 'C-1': ['the reply', 1] }), matrix);
    expect(diagnosis.causes[0]?.defects.map(({ name }) => name)).to.deep.equal(['deaf', 'twin']);
    expect(suspectsOf(diagnosis)[0]?.length).to.equal(2);
  });

  it('holds against a defect what it would have violated as well', () => {
    const [cause] = diagnose(run({ 'C-1': ['the reply', 1], 'B-2': ['the reply', 1] }), matrix).causes;
    expect(cause?.defects[0]?.name).to.equal('late');
    const [alone] = diagnose(run({ 'A-1': ['the reply', 1] }), matrix).causes;
    expect(alone?.held).to.deep.equal(['A-2', 'C-1']);
  });

  it('explains nothing that no defect does, and has nothing to say of a run that held', () => {
    expect(diagnose(run({ 'D-1': ['the end', 1] }), matrix)).to.deep.equal({
      violations: 1,
      causes: [],
      unexplained: ['D-1'],
    });
    expect(diagnose(run({}), matrix)).to.deep.equal({ violations: 0, causes: [], unexplained: [] });
  });
});
