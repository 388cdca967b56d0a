import { expect } from 'chai';
import { DockerfileError } from '../../../src/dockerfile/dockerfile-error.js';
import { isChmod } from '../../../src/dockerfile/instructions/chmod.js';
import { csvFields } from '../../../src/dockerfile/instructions/csv-fields.js';
import { goDuration } from '../../../src/dockerfile/instructions/go-duration.js';
import { parseMount } from '../../../src/dockerfile/instructions/mount.js';
import { isSignal } from '../../../src/dockerfile/instructions/signals.js';
import { suggestion } from '../../../src/dockerfile/suggestion.js';

describe('Parts of instructions', () => {
  it('are durations as Go has them', () => {
    const texts = { '0': 0, '1h2m3s': 3723e9, '1.5s': 1.5e9, '-2ms': -2e6, '+1us': 1e3, '1µs1ns': 1001, '.5s': 5e8 };
    for (const [text, nanoseconds] of Object.entries(texts)) expect(goDuration(text), text).to.equal(nanoseconds);
    for (const text of ['', 'x', '1', '1x', '-', '1s2']) expect(() => goDuration(text), text).to.throw(DockerfileError);
  });

  it('are modes of files', () => {
    for (const mode of ['0', '755', '7777', 'u=rwX,go=rX', 'a+x', '+x', 'g=u', 'u+r-w'])
      expect(isChmod(mode), mode).to.equal(true);
    for (const mode of ['', '8', '17777', 'x', 'u', 'u=z', '-1']) expect(isChmod(mode), mode).to.equal(false);
  });

  it('are signals', () => {
    for (const signal of ['9', '-1', 'TERM', 'sigterm', 'SIGRTMIN+3', 'RTMAX-14'])
      expect(isSignal(signal), signal).to.equal(true);
    for (const signal of ['0', '', 'SIG', 'SIGRTMIN+16', 'TERMX']) expect(isSignal(signal), signal).to.equal(false);
  });

  it('are fields of CSV', () => {
    expect(csvFields('a,"b,""c""",')).to.deep.equal(['a', 'b,"c"', '']);
    const wrong = {
      '': 'EOF',
      'x,a"b': 'parse error on line 1, column 4: bare " in non-quoted-field',
      'x,"a': 'parse error on line 1, column 4: extraneous or missing " in quoted-field',
      '"a"b': 'parse error on line 1, column 3: extraneous or missing " in quoted-field',
    };
    for (const [line, reason] of Object.entries(wrong))
      expect(() => csvFields(line), line).to.throw(DockerfileError, reason);
  });

  it('are mounts, whose variables are replaced', () => {
    const expanded = (word: string): string => word.replace('$X', 'x');
    const mount = (text: string) => parseMount(text, expanded);
    expect(mount('target=/$X,from=s,src=/a')).to.include({
      type: 'bind',
      target: '/x',
      from: 's',
      source: '/a',
      readOnly: true,
      required: false,
    });
    expect(mount('dst=/x,rw')).to.include({ target: '/x', readOnly: false });
    expect(mount('destination=/x,readwrite=false,source=b')).to.include({ readOnly: true, source: 'b' });
    expect(mount('TYPE=Cache,target=/x,id=i,mode=0700,uid=1,gid=2')).to.include({
      type: 'cache',
      id: 'i',
      mode: 0o700,
      uid: 1,
      gid: 2,
      readOnly: false,
    });
    expect(mount('type=cache,target=/x,ro')).to.include({ readOnly: true });
    expect(mount('type=cache,target=/x,readonly=1')).to.include({ readOnly: true });
    expect(mount('type=tmpfs,target=/x,size=1.5g')).to.include({ type: 'tmpfs', readOnly: false });
    expect(mount('type=secret,id=a,required=true,env=E')).to.include({ required: true, env: 'E' });
  });

  it('are suggested where one is meant by mistake', () => {
    expect(suggestion('biuld', ['test', 'build'])).to.equal('build');
    expect(suggestion('bd', ['build'])).to.equal(undefined);
    expect(suggestion('build', ['build', 'built'])).to.equal(undefined);
    expect(suggestion('Build', ['build'])).to.equal('build');
    expect(suggestion('RUM', ['run', 'rum2'], false)).to.equal('RUN');
    expect(suggestion('Rum', ['RUN'], false)).to.equal('run');
    expect(suggestion('', ['a'])).to.equal('a');
  });
});
