import { expand } from '../expansion/expand.js';
import type { ExpandOptions } from '../expansion/expander.js';
import { emptyImage, type Image, type ImageSettings } from '../image.js';
import type { Linter } from '../lint/linter.js';
import { complaints } from '../lint/rules.js';
import type { Platform } from '../references/platform.js';
import type { Planning } from '../stages/planning.js';
import type { Command, StageState } from '../stages/stage-state.js';
import { prefixedName } from '../stages/step-name.js';
import { suggestion } from '../suggestion.js';

/** What an instruction knows while it is planned. */
export class Scope {
  readonly planning: Planning;
  readonly state: StageState;
  readonly command: Command;
  readonly linter: Linter;

  constructor(planning: Planning, state: StageState, command: Command) {
    this.planning = planning;
    this.state = state;
    this.command = command;
    this.linter = planning.linter.heeding(command.instruction.comments);
  }

  get platform(): Platform {
    return this.state.platform ?? this.planning.targetPlatform;
  }

  get image(): Image {
    return this.state.image ?? emptyImage(this.platform);
  }

  get settings(): ImageSettings {
    return this.image.config;
  }

  /** Changes how containers are started. */
  set(settings: ImageSettings): void {
    this.state.image = { ...this.image, config: { ...this.settings, ...settings } };
  }

  unset(key: keyof ImageSettings): void {
    const { [key]: _, ...config } = this.settings;
    this.state.image = { ...this.image, config };
  }

  /** Notes in the image what has been done. */
  note(text: string, changesFiles = false): void {
    const entry = { created_by: text, comment: 'buildkit.dockerfile.v0' };
    const { history = [] } = this.image;
    const added = changesFiles ? entry : { ...entry, empty_layer: true as const };
    this.state.image = { ...this.image, history: [...history, added] };
  }

  /** Replaces variables; those that nobody set are reported. */
  expanded(word: string, options: ExpandOptions = {}): string {
    const { escape } = this.planning;
    const { text, unmatched } = expand(word, this.state.env, { escape, ...options });
    this.reportUnset(unmatched);
    return text;
  }

  /** The name of this instruction's vertex. */
  nameOf(text: string): string {
    const [keyword = ''] = text.split(' ', 1);
    const shown = keyword.toUpperCase() + text.slice(keyword.length);
    const { planning, state, command } = this;
    return prefixedName(planning, state, shown, this.platform, state.env, command.isTrigger);
  }

  private reportUnset(unmatched: ReadonlySet<string>): void {
    const { state, command } = this;
    for (const name of unmatched) {
      if (state.declaredArgs.some(({ key }) => key === name) || name.startsWith('BUILDKIT_SBOM_SCAN_')) continue;
      const meant = suggestion(name, state.env.keys());
      this.linter.report('undefinedVar', command.instruction.location, complaints.undefinedVar(name, meant));
    }
  }
}
