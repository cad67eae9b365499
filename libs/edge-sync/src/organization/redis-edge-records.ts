import type { Redis } from 'ioredis';

import type { SectionDigests } from '../bundle/bundle.js';

/** What is pushed on its own schedule. */
export const syncTypes = ['Configuration', 'Recipients'] as const;

export type SyncType = (typeof syncTypes)[number];

/** What became of the last push of one kind. */
export interface SyncRecord {
  readonly result: 'Success' | 'CouldNotConnect' | 'Rejected';
  readonly startedAt: string;
  readonly endedAt: string;
  readonly lastSuccess?: string;
  /** What the Edge said, or why it could not be reached. */
  readonly reason?: string;
  readonly scanned: number;
  readonly changed: number;
  readonly serial: number;
}

/** What is known of an Edge besides its subscription. */
export interface EdgeRecord {
  readonly pushes: Partial<Readonly<Record<SyncType, SyncRecord>>>;
  /** Whose sections the Edge is known to have in force. */
  readonly acknowledged: Partial<SectionDigests>;
  /** With which secret these were made; another one makes another section of recipients. */
  readonly validUntil?: string;
}

const nothing: EdgeRecord = { pushes: {}, acknowledged: {} };

/** Serial numbers and outcomes, by the Guid of the subscription. */
export class EdgeRecords {
  constructor(private readonly redis: Redis) {}

  async of(guid: string): Promise<EdgeRecord> {
    const text = await this.redis.get(recordKey(guid));
    return text === null ? nothing : (JSON.parse(text) as EdgeRecord);
  }

  async keep(guid: string, record: EdgeRecord): Promise<void> {
    await this.redis.set(recordKey(guid), JSON.stringify(record));
  }

  async nextSerial(guid: string): Promise<number> {
    return this.redis.incr(serialKey(guid));
  }

  /** The Edge is further than this side remembers. */
  async catchUp(guid: string, serial: number): Promise<void> {
    await this.redis.incrby(serialKey(guid), serial);
  }

  async forget(guid: string): Promise<void> {
    await this.redis.del(recordKey(guid), serialKey(guid));
  }
}

const recordKey = (guid: string): string => `{mailyard}:edge-sync:record:${guid.toLowerCase()}`;
const serialKey = (guid: string): string => `{mailyard}:edge-sync:serial:${guid.toLowerCase()}`;
