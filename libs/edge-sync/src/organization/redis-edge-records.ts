import type { Redis } from 'ioredis';

import type { SectionDigests } from '../bundle/bundle.js';
import type { SyncRecords } from './sync-record.js';

/** What is known of an Edge besides its subscription. */
export interface EdgeRecord {
  readonly pushes: SyncRecords;
  /** Whose sections the Edge is known to have in force. */
  readonly acknowledged: Partial<SectionDigests>;
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
