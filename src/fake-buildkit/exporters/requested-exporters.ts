import type { control } from '../../protocol/buildkit/messages.js';
import type { StringMap } from '../../protocol/messages.js';
import { normalizedName } from '../../playback/results/normalized-name.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import { goQuote } from '../../words/go-quote.js';

/** The exporters of a BuildKit worker. */
const known = ['image', 'oci', 'docker', 'tar', 'local'] as const;

/** An exporter that a build asks for. */
export interface RequestedExporter {
  readonly type: (typeof known)[number];
  /** Its number in the request, from 0: the client knows by it where a result belongs. */
  readonly id: number;
  readonly attrs: StringMap;
}

/** What a build asks to export, known or not; older clients ask for one alone, in fields of its own. */
export function exportersIn({
  exporters,
  exporterDeprecated,
  exporterAttrsDeprecated,
}: control.SolveRequest): readonly { readonly type: string; readonly attrs: StringMap }[] {
  if (exporters.length > 0 || exporterDeprecated === '') return exporters;
  return [{ type: exporterDeprecated, attrs: exporterAttrsDeprecated }];
}

/** The exporters that a build asks for. @throws RpcFailure when there is no such exporter */
export function requestedExporters(request: control.SolveRequest): readonly RequestedExporter[] {
  return exportersIn(request).map(({ type: name, attrs }, id) => {
    const type = known.find((one) => one === name);
    if (type === undefined) throw new RpcFailure(`exporter ${goQuote(name)} could not be found`);
    return { type, id, attrs };
  });
}

/** The names that an image gets, as they were asked for; `*` asks for the frontend's own, of which there is none. */
export function namesOf({ attrs }: RequestedExporter): readonly string[] {
  return (attrs['name'] ?? '').split(',').filter((name) => name !== '' && name !== '*');
}

/** A name as BuildKit reads it, with its registry and its tag: `latest` where it has none. */
export function withTag(name: string): string {
  const whole = normalizedName(name);
  return /:[^/]+$|@/.test(whole) ? whole : `${whole}:latest`;
}
