import { expect } from 'chai';
import { DockerfileError } from '../../../src/dockerfile/dockerfile-error.js';
import { expand } from '../../../src/dockerfile/expansion/expand.js';

const variables = new Map([
  ['NAME', 'world'],
  ['EMPTY', ''],
  ['PATHS', '/usr/local/lib/x.tar.gz'],
  ['été', 'summer'],
]);

describe('Variables, quotes and escapes are replaced as the frontend does', () => {
  const texts: readonly (readonly [text: string, expected: string])[] = [
    ['$NAME', 'world'],
    ['${NAME}', 'world'],
    ['a${NAME}b', 'aworldb'],
    ['$été', 'summer'],
    ['$NAME.txt', 'world.txt'],
    ['$NAME_2', ''],
    ['$', '$'],
    ['$ NAME', '$ NAME'],
    ['$1NAME', 'NAME'],
    ['$?', ''],
    [String.raw`\$NAME`, '$NAME'],
    [String.raw`\\`, '\\'],
    ['a\\', 'a'],
    ["'$NAME'", '$NAME'],
    ['"$NAME"', 'world'],
    [String.raw`"a\"b\c\$"`, String.raw`a"b\c$`],
    ["it''s", 'its'],
    ['${NAME:-x}', 'world'],
    ['${EMPTY:-x}', 'x'],
    ['${EMPTY-x}', ''],
    ['${UNSET-x}', 'x'],
    ['${UNSET:-${NAME}}', 'world'],
    ['${UNSET:-"a b"}', 'a b'],
    ['${NAME:+x}', 'x'],
    ['${EMPTY:+x}', ''],
    ['${EMPTY+x}', 'x'],
    ['${UNSET+x}', ''],
    ['${NAME:?needed}', 'world'],
    ['${PATHS#*/}', 'usr/local/lib/x.tar.gz'],
    ['${PATHS##*/}', 'x.tar.gz'],
    ['${PATHS%.*}', '/usr/local/lib/x.tar'],
    ['${PATHS%%.*}', '/usr/local/lib/x'],
    ['${PATHS/l/L}', '/usr/Local/lib/x.tar.gz'],
    ['${PATHS//l/L}', '/usr/LocaL/Lib/x.tar.gz'],
    [String.raw`${'${PATHS//\\//-}'}`, '-usr-local-lib-x.tar.gz'],
    ['${NAME/w?r/$&}', '$&ld'],
    ['${NAME#\\*}', 'world'],
    ['a << b', 'a << b'],
    ['a < b', 'a < b'],
  ];
  for (const [text, expected] of texts) {
    it(text, () => {
      expect(expand(text, variables).text).to.equal(expected);
    });
  }

  it('with an escape of its own', () => {
    expect(expand('`$NAME \\$NAME', variables, { escape: '`' }).text).to.equal('$NAME \\world');
  });

  it('and leaves what it is asked to leave', () => {
    const unset = '$UNSET ${UNSET} ${UNSET:-x} ${UNSET#x} ${UNSET/a/b}';
    expect(expand(unset, variables, { keepUnset: true }).text).to.equal(unset);
    expect(expand(`"a" 'b' "$NAME"`, variables, { rawQuotes: true }).text).to.equal(`"a" 'b' "world"`);
    expect(expand(String.raw`\a "\$"`, variables, { rawEscapes: true }).text).to.equal(String.raw`\a \$`);
    expect(expand(`it's $NAME`, variables, { ignoreQuotes: true }).text).to.equal("it's world");
  });

  it('and divides words at blanks that are not quoted', () => {
    expect(expand('a  "b c"\t$NAME\\ d <<- EOF', variables).words).to.deep.equal(['a', 'b c', 'world d', '<<-', 'EOF']);
    expect(expand('<< EOF', variables).words).to.deep.equal(['<< EOF']);
  });

  it('and says which variables there were', () => {
    const { matched, unmatched } = expand("$NAME ${UNSET:-$EMPTY} '$QUOTED' $UNSET", variables);
    expect([...matched]).to.have.members(['NAME', 'EMPTY']);
    expect([...unmatched]).to.deep.equal(['UNSET']);
  });

  const errors: readonly (readonly [text: string, reason: string])[] = [
    ['${UNSET:?needed}', 'UNSET: needed'],
    ['${UNSET?}', 'UNSET: is not allowed to be unset'],
    ['${EMPTY:?}', 'EMPTY: is not allowed to be empty'],
    ["'a", 'unexpected end of statement while looking for matching single-quote'],
    ['"a', 'unexpected end of statement while looking for matching double-quote'],
    ['${', "syntax error: missing '}'"],
    ['${}', 'syntax error: bad substitution'],
    ['${NAME:-a', "syntax error: missing '}'"],
    ['${NAME/a}', "syntax error: missing '/' in ${}"],
    ['${NAME/a/b', "syntax error: missing '}'"],
    ['${NAME!}', 'unsupported modifier (!) in substitution'],
    ['${NAME:#a}', 'unsupported modifier (:#) in substitution'],
    ['${NAME:x}', 'unsupported modifier (:x) in substitution'],
    ['${NAME#\\a}', "invalid pattern (\\a) in substitution: invalid escape '\\a'"],
  ];
  for (const [text, reason] of errors) {
    it(`refuses ${text}`, () => {
      expect(() => expand(text, variables)).to.throw(DockerfileError, reason);
    });
  }

  it('and tells what it could not process', () => {
    expect(() => expand('"a', variables)).to.throw('failed to process "\\"a": unexpected end of statement');
  });
});
