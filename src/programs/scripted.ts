import type { ProgramScript } from '../scenarios/model/program-script.js';
import type { Program } from './program.js';
import { noSuchProgram, StartRefusal } from './start-failure.js';
import { ScriptPlayer } from './script-player.js';
import { programWording } from './wording.js';

/**
 * Plays a program script.
 * @param place where it is, such as `programs[0]`
 */
export function scripted(script: ProgramScript, place: string): Program {
  return async (io) => {
    if (script.notFound === true) throw noSuchProgram(io.argv[0] ?? '');
    if (script.failsToStart !== undefined) throw new StartRefusal(programWording.startFailed(script.failsToStart));
    return new ScriptPlayer(script, place, io).play();
  };
}
