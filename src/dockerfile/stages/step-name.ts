import type { Variables } from '../expansion/expand.js';
import { formatPlatform, normalPlatform, parsePlatform, type Platform } from '../references/platform.js';
import { DockerfileError } from '../dockerfile-error.js';
import type { Planning } from './planning.js';
import type { StageState } from './stage-state.js';

/** Puts `[linux/amd64->arm64 build 2/3] ` in front of an instruction, and counts it. */
export function prefixedName(
  planning: Pick<Planning, 'namesPlatforms' | 'buildPlatform'>,
  state: StageState,
  text: string,
  platform: Platform,
  env: Variables,
  isTrigger = false,
): string {
  if (state.total === 0) return text;
  state.count++;
  const shownPlatform = planning.namesPlatforms
    ? `${formatPlatform(platform)}${crossTarget(platform, env, planning.buildPlatform)} `
    : '';
  const shownStage = state.name === '' ? '' : `${state.name} `;
  const width = String(state.total).length;
  const number = `${String(state.count).padStart(width)}/${state.total}`;
  return `[${shownPlatform}${shownStage}${number}] ${isTrigger ? 'ONBUILD ' : ''}${text}`;
}

/** What is built for, where that is told to the stage and is something else: `->arm64`. */
function crossTarget(platform: Platform, env: Variables, builder: Platform): string {
  const target = targetIn(env, builder);
  if (target === undefined) return '';
  const { os, architecture, variant } = normalPlatform({
    os: target.os || platform.os,
    architecture: target.architecture || platform.architecture,
    variant: target.variant,
  });
  if (os !== platform.os) return `->${formatPlatform({ os, architecture, variant })}`;
  return architecture === platform.architecture ? '' : `->${architecture}${variant === '' ? '' : `/${variant}`}`;
}

function targetIn(env: Variables, builder: Platform): Platform | undefined {
  const whole = env.get('TARGETPLATFORM');
  if (whole !== undefined) {
    try {
      return parsePlatform(whole, builder);
    } catch (error) {
      if (!(error instanceof DockerfileError)) throw error;
    }
  }
  const [os, architecture, variant] = ['TARGETOS', 'TARGETARCH', 'TARGETVARIANT'].map((name) => env.get(name));
  if (os === undefined && architecture === undefined && variant === undefined) return undefined;
  return { os: os ?? '', architecture: architecture ?? '', variant: variant ?? '' };
}
