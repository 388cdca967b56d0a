import type { ImageScript } from '../../scenarios/model/build-script.js';
import type { RequestedProcess } from '../../scenarios/matching/match-program.js';
import type { ScriptLibrary } from '../../playback/script-library.js';
import { builtIn } from '../../programs/built-in.js';
import type { Program } from '../../programs/program.js';
import { noSuchProgram } from '../../programs/start-failure.js';
import { scripted } from '../../programs/scripted.js';
import { withUser } from '../../programs/user.js';

/** A program, and the image as it finds it. */
export interface InImage {
  readonly program: Program;
  readonly image: ImageScript;
}

/**
 * The program that a process runs: that of a script, or the built-in one of that name.
 * @throws RpcFailure FAILED_PRECONDITION that shows the closest script, when none matches
 */
export function programOf(scripts: ScriptLibrary, request: RequestedProcess, image: ImageScript): InImage {
  const { argv, user } = request;
  const [path] = argv;
  // Without a command there is no program to look for; this one is never run.
  if (path === undefined) return { program: builtInAt(''), image };
  const choice = scripts.program(request);
  if (choice.kind !== 'script') return { program: builtInAt(path), image };
  const { script, place } = choice;
  return { program: scripted(script, place), image: script.when?.user === undefined ? image : withUser(image, user) };
}

function builtInAt(path: string): Program {
  return builtIn(path) ?? (() => Promise.reject(noSuchProgram(path)));
}
