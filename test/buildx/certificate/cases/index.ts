import type { CertifiedCase } from '../certified-case.js';
import { bakeCases } from './bakes.js';
import { clientCases } from './clients.js';
import { exportCases } from './exports.js';
import { questionCases } from './questions.js';
import { refusalCases } from './refusals.js';
import { stepCases } from './steps.js';

/** The certificate's cases, under the headings of its page. */
export const certifiedCases: Readonly<Record<string, readonly CertifiedCase[]>> = {
  Steps: stepCases,
  'What the client has': clientCases,
  'What is left': exportCases,
  'Several targets': bakeCases,
  'Questions and warnings': questionCases,
  Refusals: refusalCases,
};
