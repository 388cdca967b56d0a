import { expect } from 'chai';
import { anyOf, FilterError } from '../../../src/fake-buildkit/filters/filter.js';

/** Whether a thing with these fields is asked for; of a filter that cannot be read, why. */
function asked(filter: string | readonly string[], fields: Readonly<Record<string, string>>): boolean | string {
  try {
    return anyOf(typeof filter === 'string' ? [filter] : filter)((field) => fields[field]);
  } catch (error) {
    if (error instanceof FilterError) return error.message;
    throw error;
  }
}

describe('a filter in containerd’s language', () => {
  const thing = { id: 'a/b c', type: 'regular', shared: '' };

  for (const [filter, holds] of [
    ['', true],
    ['shared', true],
    ['mutable', false],
    ['type==regular', true],
    ['type!=regular', false],
    ['mutable!=x', true],
    ['mutable==', 'filters: parse error: [mutable==]: expected value or quoted: invalid argument'],
    ['type==regular,shared', true],
    ['type==regular,mutable', false],
    ['type ==regular', true],
    ['"type"==regular', true],
    ['type.of.it==regular', true],
    ['id=="a/b c"', true],
    ['id=="a\\x2fb\\u0020c"', true],
    ['id=="a\\057b c"', true],
    ['type~=^reg', true],
    ['type~=REG', false],
    ['type~=/(?i)REG/', true],
    ['id~=/^a\\/b/', true],
    ['id~=|^a/|', true],
    ['type~=(', false],
    ['mutable~=^$', true],
  ] as const)
    it(`${JSON.stringify(filter)} is ${JSON.stringify(holds)}`, () => {
      expect(asked(filter, thing)).to.equal(holds);
    });

  it('is one of several, or there is none', () => {
    expect(asked(['mutable', 'shared'], thing)).to.equal(true);
    expect(asked(['mutable', 'type==x'], thing)).to.equal(false);
    expect(asked([], thing)).to.equal(true);
  });

  // As the BuildKit in Docker 26.1.5 says it.
  for (const [filter, problem] of [
    ['id+foo', '[id >|+|< foo]: expected an operator ("=="|"!="|"~=")'],
    ['id x', '[id  >|x|< ]: expected an operator ("=="|"!="|"~=")'],
    ['id==a b', '[id==a >| |< b]: unexpected input:  '],
    [',', '[ >|,|< ]: expected field or quoted'],
    ['.', '[ >|.|< ]: expected field or quoted'],
    ['id==x,', '[id==x,]: expected field or quoted'],
    ['"a', '[ >|"|< a]: quoted literal not terminated'],
    ['id=="a', '[id== >|"|< a]: quoted literal not terminated'],
    ['|id|==x', '[ >|||< id|==x]: invalid quote encountered'],
    ['id==|a|', '[id== >|||< a|]: invalid quote encountered'],
    ['id=x', '[id >|=|< x]: unsupported operator "="'],
    ['id==="x"', '[id >|=|< =="x"]: unsupported operator "==="'],
    ['id~=/\\d/', '[id~= >|/|< \\d/]: illegal escape sequence'],
    ['id=="\\q"', '[id== >|"|< \\q"]: illegal escape sequence'],
    ['id=="\\x4"', '[id== >|"|< \\x4"]: illegal numeric escape sequence'],
    ['id=="\\UFFFFFFFF"', '[id== >|"|< \\UFFFFFFFF"]: unquoting failed: invalid syntax'],
  ] as const)
    it(`is refused where it is ${JSON.stringify(filter)}`, () => {
      expect(asked(filter, thing)).to.equal(`filters: parse error: ${problem}: invalid argument`);
    });
});
