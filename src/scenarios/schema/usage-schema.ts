import { type UsageRecordScript, usageRecordTypes } from '../model/usage-record-script.js';
import { count, flag, listOf, object, text } from './building-blocks.js';
import type { JsonSchema } from './json-schema.js';

const usageRecord: Readonly<Record<keyof UsageRecordScript, JsonSchema>> = {
  id: text('By which it is known; each is there once.'),
  size: count(0, 'In bytes. Default 0.'),
  mutable: flag('It can still be written. Default false.'),
  inUse: flag('Something uses it, so that it is never removed. Default false.'),
  shared: flag('Others hold its blobs, so that it is removed only with `--all`, and is not counted. Default false.'),
  parents: listOf(text(), 'The IDs of the records that it lies on, which are not removed before it.'),
  createdAt: text('A time in RFC 3339. Default: when the fake was started.'),
  lastUsedAt: text('A time in RFC 3339. Default: it was never used.'),
  usageCount: count(0, 'How often it was used. Default 0.'),
  description: text('The text that clients show, such as the name of a step.'),
  recordType: { enum: [...usageRecordTypes], default: 'regular' },
};

/** The definition of a record of BuildKit's cache. */
export const usageDefinitions: Readonly<Record<string, JsonSchema>> = {
  usageRecord: {
    ...object(usageRecord, ['id']),
    description: "A record of BuildKit's cache, as `docker buildx du` shows it.",
  },
};
