import { DockerfileError } from '../dockerfile-error.js';
import type { SourceRange } from '../source-range.js';
import { DirectiveReader } from '../syntax/directives.js';
import { parseLintOptions, type LintOptions } from './lint-options.js';
import { rules, type Rule, type RuleKey } from './rules.js';

/** Something in a Dockerfile that breaks a rule. */
export interface Violation {
  readonly rule: Rule;
  /** What is wrong, in words. */
  readonly text: string;
  readonly location: readonly SourceRange[];
}

/** Collects what breaks the rules that are checked. */
export class Linter {
  readonly options: LintOptions;
  readonly violations: Violation[];

  constructor(options: LintOptions, violations: Violation[] = []) {
    this.options = options;
    this.violations = violations;
  }

  report(key: RuleKey, location: readonly SourceRange[], text: string): void {
    const rule: Rule = rules[key];
    const { skipped, experimental } = this.options;
    const named = (list: LintOptions['skipped']): boolean => list === 'all' || list.includes(rule.name);
    if (rule.isExperimental ? named(experimental) : !named(skipped)) this.violations.push({ rule, text, location });
  }

  /** The linter for an instruction: a comment before it, such as `# check=skip=all`, says what else is skipped. */
  heeding(comments: readonly string[]): Linter {
    for (const comment of comments) {
      const directive = new DirectiveReader('').read(comment);
      if (directive?.name !== 'check') continue;
      const options = optional(directive.value.split(' ')[0] ?? '');
      return options === undefined ? this : new Linter(merged(this.options, options), this.violations);
    }
    return this;
  }

  /** @throws DockerfileError if violations fail the build, and there are some */
  failIfAsked(): void {
    if (!this.options.failsBuild || this.violations.length === 0) return;
    const names = new Set(this.violations.map(({ rule }) => rule.name));
    throw new DockerfileError(`lint violation found for rules: ${[...names].join(', ')}`);
  }
}

function optional(text: string): LintOptions | undefined {
  try {
    return parseLintOptions(text);
  } catch (error) {
    if (error instanceof DockerfileError) return undefined;
    throw error;
  }
}

function merged(a: LintOptions, b: LintOptions): LintOptions {
  const both = (one: LintOptions['skipped'], other: LintOptions['skipped']): LintOptions['skipped'] =>
    one === 'all' || other === 'all' ? 'all' : [...one, ...other];
  return {
    skipped: both(a.skipped, b.skipped),
    experimental: both(a.experimental, b.experimental),
    failsBuild: a.failsBuild,
  };
}
