import type { Definition, OpMetadata, Range, SourceInfo } from '../../../protocol/messages.js';
import { base64 } from '../../../protocol/base64.js';
import type { Fields } from './fields.js';

/** LLB as it stands in BuildKit's JSON. */
function definitionIn(fields: Fields): Definition {
  const source = fields.object('Source', (inside) => ({
    locations: inside.map('locations', (one) => ({
      locations: one.list('locations', (place) => ({
        sourceIndex: Number(place.integer('sourceIndex')),
        ranges: rangesIn(place, 'ranges'),
      })),
    })),
    infos: inside.list('infos', sourceIn),
  }));
  return {
    def: fields.listOfBytes('def'),
    metadata: fields.map('metadata', metadataIn),
    ...(source !== undefined && { source }),
  };
}

function metadataIn(fields: Fields): OpMetadata {
  const exportCache = fields.object('export_cache', (inside) => ({ value: inside.flag('Value') }));
  const progressGroup = fields.object('progress_group', groupIn);
  return {
    ignoreCache: fields.flag('ignore_cache'),
    description: fields.entries<string>('description', 'string'),
    caps: fields.entries<boolean>('caps', 'boolean'),
    ...(exportCache !== undefined && { exportCache }),
    ...(progressGroup !== undefined && { progressGroup }),
  };
}

export function groupIn(fields: Fields): { readonly id: string; readonly name: string; readonly weak: boolean } {
  return { id: fields.text('id'), name: fields.text('name'), weak: fields.flag('weak') };
}

export function sourceIn(fields: Fields): SourceInfo {
  const definition = fields.object('definition', definitionIn);
  return {
    filename: fields.text('filename'),
    data: fields.bytes('data'),
    language: fields.text('language'),
    ...(definition !== undefined && { definition }),
  };
}

export function rangesIn(fields: Fields, name: string): readonly Range[] {
  return fields.list(name, (range) => {
    const start = range.object('start', positionIn);
    const end = range.object('end', positionIn);
    return { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
  });
}

function positionIn(fields: Fields): { readonly line: number; readonly character: number } {
  return { line: Number(fields.integer('line')), character: Number(fields.integer('character')) };
}

/** LLB as BuildKit's JSON has it. */
function definitionJson({ def, metadata, source }: Definition): object {
  return {
    ...(def.length > 0 && { def: def.map(base64) }),
    ...(Object.keys(metadata).length > 0 && { metadata: mapped(metadata, metadataJson) }),
    ...(source !== undefined && {
      Source: {
        ...(Object.keys(source.locations).length > 0 && {
          locations: mapped(source.locations, ({ locations }) =>
            locations.length === 0
              ? {}
              : {
                  locations: locations.map(({ sourceIndex, ranges }) => ({
                    ...(sourceIndex !== 0 && { sourceIndex }),
                    ...(ranges.length > 0 && { ranges: rangesJson(ranges) }),
                  })),
                },
          ),
        }),
        ...(source.infos.length > 0 && { infos: source.infos.map(sourceJson) }),
      },
    }),
  };
}

function metadataJson({ ignoreCache, description, exportCache, caps, progressGroup }: OpMetadata): object {
  return {
    ...(ignoreCache && { ignore_cache: true }),
    ...(Object.keys(description).length > 0 && { description }),
    ...(exportCache !== undefined && { export_cache: exportCache.value ? { Value: true } : {} }),
    ...(Object.keys(caps).length > 0 && { caps }),
    ...(progressGroup !== undefined && { progress_group: groupJson(progressGroup) }),
  };
}

export function groupJson({
  id,
  name,
  weak,
}: {
  readonly id: string;
  readonly name: string;
  readonly weak: boolean;
}): object {
  return { ...(id !== '' && { id }), ...(name !== '' && { name }), ...(weak && { weak }) };
}

export function sourceJson({ filename, data, definition, language }: SourceInfo): object {
  return {
    ...(filename !== '' && { filename }),
    ...(data.length > 0 && { data: base64(data) }),
    ...(definition !== undefined && { definition: definitionJson(definition) }),
    ...(language !== '' && { language }),
  };
}

export function rangesJson(ranges: readonly Range[]): readonly object[] {
  return ranges.map(({ start, end }) => ({
    ...(start !== undefined && { start: positionJson(start) }),
    ...(end !== undefined && { end: positionJson(end) }),
  }));
}

function positionJson({ line, character }: { readonly line: number; readonly character: number }): object {
  return { ...(line !== 0 && { line }), ...(character !== 0 && { character }) };
}

function mapped<T>(map: Readonly<Record<string, T>>, print: (value: T) => object): object {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, print(value)]));
}
