import type { Redis } from 'ioredis';
import { z } from 'zod';

/** What became of the last synchronizations of a source. */
export const sourceRecord = z
  .object({
    result: z
      .enum(['Succeeded', 'Failed', 'Stopped'])
      .describe('Stopped: more would vanish than RemovalLimit allows; nothing was changed.'),
    lastAttempt: z.iso.datetime(),
    lastSuccess: z.iso.datetime().optional(),
    reason: z.string().optional().describe('Why the last one did not succeed.'),
    recipients: z.int().describe('That the source has brought, after the last success; so are the others.'),
    added: z.int(),
    changed: z.int(),
    removed: z.int(),
    read: z.int().describe('Entries that were read, since they were not as they were known.'),
    notes: z.array(z.string()).readonly().describe('What could not be taken over; the first hundred.'),
    noteCount: z.int(),
  })
  .readonly();

export type SourceRecord = z.infer<typeof sourceRecord>;

const key = '{mailyard}:directory-sources';

/** The records of all sources, by their Guids. */
export class SourceRecords {
  constructor(private readonly redis: Redis) {}

  async of(guid: string): Promise<SourceRecord | undefined> {
    const text = await this.redis.hget(key, guid);
    return text === null ? undefined : sourceRecord.parse(JSON.parse(text));
  }

  async write(guid: string, record: SourceRecord): Promise<void> {
    await this.redis.hset(key, guid, JSON.stringify(record));
  }

  async forget(guid: string): Promise<void> {
    await this.redis.hdel(key, guid);
  }
}
