import { expect } from 'chai';
import { frame } from '../../src/client/grpc-frame.js';
import type { MethodName } from '../../src/protocol/methods.js';
import { serviceOf } from '../../src/protocol/service.js';
import { gapsOf } from '../../src/recorder/gaps-of.js';
import { Recorder } from '../../src/recorder/recorder.js';
import { scenarioOf } from '../../src/recorder/scenario-of.js';

const service = serviceOf('2023-04');
const ok = { code: 0, message: '', trailers: {} };

/** What is no message of any kind. */
const broken = frame(Uint8Array.of(0xff));

function opened(recorder: Recorder, name: MethodName, request: object) {
  const { path, request: codec } = service[name]!;
  const witness = recorder.witness(path);
  witness.request(frame(codec.encode(request as never)));
  return witness;
}

function build(recorder: Recorder, ref: string) {
  const witness = opened(recorder, 'Build', { ref, options: { contextPath: '.', target: ref } });
  return () => {
    witness.response(frame(service.Build!.response.encode({})));
    witness.ended(ok);
  };
}

const targets = (recorder: Recorder) => scenarioOf(recorder.recording).builds?.map(({ when }) => when?.target);

describe('What a recorder could not read', () => {
  it('takes the build along whose Status it was, and no other', () => {
    const recorder = new Recorder('2023-04');
    const status = opened(recorder, 'Status', { ref: 'a' });
    const ends = [build(recorder, 'a'), build(recorder, 'b')];
    status.response(broken);
    for (const end of ends) end();
    status.ended(ok);
    expect(targets(recorder)).to.deep.equal(['b']);
    expect(gapsOf(recorder.recording)).to.have.lengthOf(1);
    expect(gapsOf(recorder.recording)[0]).to.match(/^Status#1: its responses from message 1 on: /);
  });

  it('takes every build along that ran, when nobody knows whose it was', () => {
    const recorder = new Recorder('2023-04');
    build(recorder, 'before')();
    const status = recorder.witness(service.Status!.path);
    status.request(broken);
    build(recorder, 'during')();
    status.ended(ok);
    build(recorder, 'after')();
    expect(targets(recorder)).to.deep.equal(['before', 'after']);
  });

  it('takes the process along that it was of', () => {
    const recorder = new Recorder('2023-04');
    build(recorder, 'r')();
    for (const program of ['good', 'lost']) {
      const invoke = opened(recorder, 'Invoke', {
        kind: 'init',
        ref: 'r',
        processId: program,
        invokeConfig: { entrypoint: [program] },
      });
      if (program === 'lost') invoke.response(broken);
      invoke.ended({ ...ok, code: 2, message: 'exit code: 3' });
    }
    expect(scenarioOf(recorder.recording).programs?.map(({ program }) => program)).to.deep.equal(['good']);
  });

  it('is told of a message that ended half way', () => {
    const recorder = new Recorder('2023-04');
    const witness = recorder.witness(service.Build!.path);
    witness.request(frame(new Uint8Array(100)).subarray(0, 50));
    witness.halfClosed();
    witness.ended(ok);
    expect(gapsOf(recorder.recording)).to.deep.equal([
      'Build#1: its requests from message 1 on: it ended within a message',
    ]);
  });
});
