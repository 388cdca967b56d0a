import type { StringMap } from '../../protocol/messages.js';
import type { BuildMatch } from '../model/build-script.js';

/** What a script asks of a build, from the attributes that a frontend was given. Its session and its files may differ. */
export function matchOfAttributes(attributes: StringMap): BuildMatch {
  const platforms = listIn(attributes['platform']);
  const { filename = 'Dockerfile', context } = attributes;
  return {
    target: attributes['target'] ?? '',
    ...(filename !== 'Dockerfile' && { dockerfileName: filename }),
    ...(context !== undefined && { contextPath: context }),
    ...(platforms.length > 0 && { platforms: { exactly: platforms } }),
    ...map('buildArgs', attributes, 'build-arg:'),
    ...map('labels', attributes, 'label:'),
  };
}

function map(name: 'buildArgs' | 'labels', attributes: StringMap, prefix: string): BuildMatch {
  const entries = Object.entries(attributes).flatMap(([key, value]) =>
    key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
  );
  return entries.length === 0 ? {} : { [name]: Object.fromEntries(entries) as StringMap };
}

function listIn(text = ''): readonly string[] {
  return text === '' ? [] : text.split(',');
}
