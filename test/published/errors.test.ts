import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { exportedErrors } from './entries.js';
import { sampleErrors } from './sample-errors.js';

/** Classes that nobody outside has to know, each with the reason. */
const argued: Readonly<Record<string, string>> = {
  Exit: 'ends a built-in shell, inside it',
  StartRefusal: 'becomes the status of an Invoke',
  StartFailure: 'becomes the status of an Invoke',
  UnexpectedStdin: 'becomes the status of an Invoke',
  UnknownSyntax: 'becomes what a built-in shell says on stderr',
  Interrupted: 'ends a built-in program, inside it',
  DockerfileError: 'becomes the status of a build',
  WrongWireTypeError: 'is a ProtocolError to whoever catches it',
  InvalidUtf8Error: 'is a ProtocolError to whoever catches it',
  BacktrackingNeeded: 'decides by which engine a pattern is matched',
  Found: 'ends a search, inside it',
  ClosedPipeError: "ends a build's reading of its stdin",
  UnreadableError: 'becomes a gap in a recording',
  NotAllRecordedError: 'is of the command line alone',
  UsageError: 'is of the command line alone',
  ReceiveFault: 'becomes the status of a call',
  SessionError: 'becomes the status of a build',
  FrameError: 'becomes the status of a call',
  FilterError: 'becomes the status of a call',
  ExpectedEnd: 'ends what a call has begun, when the call is over',
  Lacking: 'becomes the verdict skipped',
  Hanging: 'becomes a violation',
  RunOver: 'ends a check, inside the suite',
  FixturesError: 'is shown by the test runner, whose test it fails',
  NothingToPlayError: 'is told by the command line, which alone certifies',
  RefusedDockerfile: 'becomes the status of a build',
  Stuck: 'ends a history of the certificate, inside it',
  RequirementError: 'is shown by the test runner, whose test it fails',
};

function errorClasses(): readonly string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .flatMap((path) => [
      ...readFileSync(join('src', path), 'utf8').matchAll(
        /\bclass (\w+)(?:<[^>]*>)? extends (\w*(?:Error|Violation))\b/g,
      ),
    ])
    .flatMap(([, name = '']) => [name]);
}

describe('The classes of errors', () => {
  it('are exported, or argued to stay inside', () => {
    const exported = [...exportedErrors].map(({ name }) => name);
    const strangers = errorClasses().filter((name) => !exported.includes(name) && !Object.hasOwn(argued, name));
    expect(strangers, 'export them and give an example in sample-errors.ts, or argue for them here').to.deep.equal([]);
  });

  it('are argued for only where they are, and are not exported', () => {
    const exported = [...exportedErrors].map(({ name }) => name);
    const all = errorClasses();
    const idle = Object.keys(argued).filter((name) => exported.includes(name) || !all.includes(name));
    expect(idle).to.deep.equal([]);
  });

  it('have a code that stays, where they are exported, and a name, and a sentence', async () => {
    for (const error of await sampleErrors()) {
      const { name, message } = error;
      expect(error.constructor.name).to.equal(name);
      expect(message, name).to.match(/\w/);
      const code = (error as { code?: unknown }).code;
      if (name === 'RpcError' || name === 'BuildFailedError') expect(code, name).to.be.a('number');
      else
        expect(code, name)
          .to.be.a('string')
          .that.matches(/^[A-Z]+(_[A-Z]+)*$/);
    }
  });
});
