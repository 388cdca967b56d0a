import { DockerfileError } from '../dockerfile-error.js';
import { expand, type Expansion, type Variables } from '../expansion/expand.js';
import type { Image } from '../image.js';
import type { FromInstruction } from '../instructions/instruction.js';
import type { Stage } from '../instructions/parse-stages.js';
import { parseReference } from '../references/image-reference.js';
import { formatPlatform, normalPlatform, parsePlatform, type Platform } from '../references/platform.js';
import type { SourceRange } from '../source-range.js';
import { suggestion } from '../suggestion.js';
import type { Linter } from './linter.js';
import { complaints } from './rules.js';

interface Known {
  readonly linter: Linter;
  readonly globalArgs: Variables;
  readonly globalNotes: ReadonlyMap<string, unknown>;
  readonly buildPlatform: Platform;
}

/** Reports the variables of a FROM that nobody declared. */
export function lintFrom(
  { linter, globalArgs, globalNotes }: Known,
  { location, comments }: FromInstruction,
  unmatched: ReadonlySet<string>,
): void {
  const declared = new Set([...globalNotes.keys(), ...globalArgs.keys()]);
  for (const name of unmatched) {
    if (declared.has(name)) continue;
    const meant = suggestion(name, declared);
    linter.heeding(comments).report('undefinedArgInFrom', location, complaints.undefinedArgInFrom(name, meant));
  }
}

/** Reports a platform that is said for nothing, or that is always the same. */
export function lintPlatform(
  { linter, globalArgs, buildPlatform }: Known,
  { name, platform, location, comments }: FromInstruction,
  { text, matched, unmatched }: Expansion,
): void {
  const heeding = linter.heeding(comments);
  if (matched.size === 1 && unmatched.size === 0 && matched.has('TARGETPLATFORM')) {
    if (text === globalArgs.get('TARGETPLATFORM'))
      heeding.report('redundantTargetPlatform', location, complaints.redundantTargetPlatform(platform));
  }
  if (matched.size > 0 || unmatched.size > 0) return;
  const constant = optional(() => parsePlatform(text, buildPlatform));
  if (constant === undefined || name.includes(constant.os) || name.includes(constant.architecture)) return;
  heeding.report('fromPlatformFlagConstDisallowed', location, complaints.fromPlatformFlagConstDisallowed(text));
}

/** Reports an image that runs on something else than what was asked for. */
export function lintImagePlatform(
  linter: Linter,
  {
    from,
    base,
    location,
  }: { readonly from?: FromInstruction | undefined; readonly base: string; readonly location: readonly SourceRange[] },
  { os, architecture, variant = '' }: Image,
  expected: Platform,
): void {
  if (os === expected.os && architecture === expected.architecture) return;
  const [wanted, actual] = [expected, { os, architecture, variant }].map((of) => formatPlatform(normalPlatform(of)));
  const text = complaints.invalidBaseImagePlatform(base, wanted ?? '', actual ?? '');
  linter.heeding(from?.comments ?? []).report('invalidBaseImagePlatform', location, text);
}

/** Reports bases that are no images if no build arguments are given. */
export function lintDefaultBases(linter: Linter, stages: readonly Stage[], defaults: Variables, escape: string): void {
  for (const { from } of stages) {
    const base = optional(() => expand(from.base, defaults, { escape }));
    if (base === undefined) return;
    if (optional(() => parseReference(base.text)) === undefined)
      linter.report('invalidDefaultArgInFrom', from.location, complaints.invalidDefaultArgInFrom(from.base));
  }
}

function optional<T>(fn: () => T): T | undefined {
  try {
    return fn();
  } catch (error) {
    if (error instanceof DockerfileError) return undefined;
    throw error;
  }
}
