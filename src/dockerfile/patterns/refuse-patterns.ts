import { DockerfileError } from '../dockerfile-error.js';

/** A pattern as Go's `filepath.Match` takes it: brackets hold something and are closed, and no escape ends it. */
const wellFormed = /^(?:\[(?:\^|(?!\^))(?:(?:\\.|[^\\\]-])(?:-(?:\\.|[^\\\]-]))?)+\]|\\.|[^[\\])*$/su;

/** @throws DockerfileError if a pattern of `.dockerignore` is malformed */
export function refusePatterns(patterns: readonly string[]): void {
  for (const pattern of patterns) {
    if (pattern === '!') throw new DockerfileError('illegal exclusion pattern: "!"');
    if (!wellFormed.test(pattern.replace(/^!/, ''))) throw new DockerfileError('syntax error in pattern');
  }
}
