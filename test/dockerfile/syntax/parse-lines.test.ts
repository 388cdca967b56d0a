import { expect } from 'chai';
import { DockerfileError } from '../../../src/dockerfile/dockerfile-error.js';
import { parseLines, type WrittenInstruction } from '../../../src/dockerfile/syntax/parse-lines.js';

const one = (text: string): WrittenInstruction => {
  const [first, second] = parseLines(text).instructions;
  expect(second).to.equal(undefined);
  return first!;
};
const linesOf = ({ location }: WrittenInstruction): readonly number[] => location.map(({ start }) => start.line);

describe('The lines of a Dockerfile', () => {
  it('are joined where they go on, without comments and empty lines', () => {
    const { original, location } = one('\n  RUN a \\\n# no\n\n   b \\  \n\tc\n');
    expect(original).to.equal('RUN a    b \tc');
    expect(linesOf({ location } as WrittenInstruction)).to.deep.equal([2, 3, 4, 5, 6]);
  });

  it('end where the escape is escaped, or the file ends', () => {
    expect(parseLines('RUN a \\\\\nRUN b\n').instructions.map(({ original }) => original)).to.deep.equal([
      'RUN a \\\\',
      'RUN b',
    ]);
    expect(one('RUN a \\').original).to.equal('RUN a ');
  });

  it('may begin with nothing but an escape', () => {
    const instruction = one('\\\nFROM a');
    expect(instruction.original).to.equal('FROM a');
    expect(linesOf(instruction)).to.deep.equal([1, 2]);
  });

  it('are told to have empty lines in them', () => {
    expect(parseLines('RUN a \\\n\n b\nRUN c\n').emptyContinuations).to.deep.equal([3]);
  });

  it('have comments before them, up to an empty one', () => {
    expect(one('# syntax=x\n# one\n#\n#two\n\n# three\nRUN a').comments).to.deep.equal(['two', 'three']);
  });

  it('may begin with a byte order mark, and end as on Windows', () => {
    const { instructions } = parseLines('\ufeffFROM a\r\nRUN <<E\r\nb\r\nE\r\n');
    expect(instructions.map(({ original }) => original)).to.deep.equal(['FROM a', 'RUN <<E']);
    expect(instructions[1]?.heredocs).to.deep.equal([{ name: 'E', content: 'b\r\n', expands: true, dropsTabs: false }]);
  });

  it('are escaped by what a directive says, before anything else', () => {
    expect(parseLines('# escape = `\nRUN a `\n b').instructions[0]?.original).to.equal('RUN a  b');
    expect(parseLines('# x\n# escape=`\nRUN a').escape).to.equal('\\');
    expect(() => parseLines('# escape=x\nRUN a')).to.throw(
      DockerfileError,
      "invalid escape token 'x' does not match ` or \\",
    );
  });

  describe('with heredocs', () => {
    it('of several names, quoted or not', () => {
      const { heredocs, location } = one('COPY <<a <<-"b c" /d\n1\na\n\t2\n\tb c\n');
      expect(heredocs).to.deep.equal([
        { name: 'a', content: '1\n', expands: true, dropsTabs: false },
        { name: 'b c', content: '\t2\n', expands: false, dropsTabs: true },
      ]);
      expect(linesOf({ location } as WrittenInstruction)).to.deep.equal([1, 2, 3, 4, 5]);
    });

    it('after a blank, and of triggers', () => {
      expect(one('RUN << EOF\nx\nEOF').heredocs).to.have.lengthOf(1);
      expect(one('ONBUILD RUN <<EOF\nx\nEOF').heredocs).to.have.lengthOf(1);
    });

    it('only where an instruction takes some', () => {
      for (const line of ['RUN ["<<EOF"]', 'CMD <<EOF', 'RUN echo "<<EOF"', 'RUN echo $((1<<2))', 'RUN cat <<<x'])
        expect(one(line).heredocs, line).to.deep.equal([]);
    });

    it('that end', () => {
      expect(() => parseLines('FROM a\nRUN <<EOF\nx\n')).to.throw(DockerfileError, 'unterminated heredoc');
    });
  });

  const values: readonly (readonly [line: string, values: readonly string[]])[] = [
    ['ENV a=1 b="x y" c=\\ d', ['a', '1', '=', 'b', '"x y"', '=', 'c', '\\ d', '=']],
    ['ENV a b  c', ['a', 'b  c', '']],
    ['LABEL', []],
    ['ARG a b=1', ['a', 'b=1']],
    ['FROM  a\tAS  b', ['a', 'AS', 'b']],
    ['CMD [ "a", "b" ]', ['a', 'b']],
    ['CMD ["a" "b"]', ['["a" "b"]']],
    ["COPY ['a', 'b']", ["['a',", "'b']"]],
    ['HEALTHCHECK CMD ["a"]', ['CMD', 'a']],
    ['ONBUILD COPY a b', ['COPY', 'a', 'b']],
    ['USER  a b ', ['a b']],
  ];
  for (const [line, expected] of values) {
    it(`have arguments: ${line}`, () => {
      expect(one(line).values).to.deep.equal(expected);
    });
  }

  const flags: readonly (readonly [line: string, flags: readonly string[], values: readonly string[]])[] = [
    ['COPY --a=1 --b  c d', ['--a=1', '--b'], ['c', 'd']],
    ['RUN --mount="type=x,y=a b" c', ['--mount=type=x,y=a b'], ['c']],
    ['RUN --a=\\" -- --b', ['--a="'], ['--b']],
    ['RUN a --b', [], ['a --b']],
    ['RUN --a', ['--a'], []],
  ];
  for (const [line, expected, args] of flags) {
    it(`have flags: ${line}`, () => {
      expect(one(line).flags).to.deep.equal(expected);
      expect(one(line).values).to.deep.equal(args);
    });
  }
});
