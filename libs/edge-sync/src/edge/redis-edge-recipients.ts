import type { Redis } from 'ioredis';

import { recipientDigest } from '../bundle/recipient-digest.js';
import { digestBytes, recipientsSection } from '../bundle/section-content.js';

/** How many digests a command adds. */
const chunk = 2_000;
/** What replaces a set may still be asked for by a transaction that has begun under the former snapshot. */
const goneAfterSeconds = 3_600;

/** A member of every whole set: one that Redis has lost must not be taken for an organization without recipients. */
const whole = Buffer.alloc(digestBytes);

/** A set of digests in Redis is named by the digest of its section: the directory's snapshot says which one is in force. */
const keyOf = (section: string): string => `{mailyard}:edge-sync:recipients:${section}`;

/** Digests of the organization's recipients, outside the directory's snapshot: half a million are 40 MB in Redis. */
export class EdgeRecipients {
  constructor(private readonly redis: Redis) {}

  /** Makes the set of a section, if it is not there; it is in force when the directory says so. Resolves with its size. */
  async make(section: string, text: string): Promise<number> {
    const { data } = recipientsSection.safeParse(JSON.parse(text));
    const digests = Buffer.from(data?.digests ?? '', 'base64');
    if (data === undefined || digests.length % digestBytes !== 0) {
      throw new Error('its section recipients is of another version of Mailyard: update the Edge first');
    }
    const count = digests.length / digestBytes;
    if ((await this.redis.persist(keyOf(section))) === 1 || (await this.isThere(section))) return count;
    const draft = `${keyOf(section)}:draft:${process.pid}`;
    await this.redis.del(draft);
    await this.redis.sadd(draft, whole);
    await this.redis.expire(draft, goneAfterSeconds);
    for (let at = 0; at < count; at += chunk) {
      const members = membersOf(digests, at, Math.min(count, at + chunk));
      // Each chunk after the other: Redis serves RCPT meanwhile.
      // eslint-disable-next-line no-await-in-loop
      await this.redis.sadd(draft, ...members);
    }
    await this.redis.multi().rename(draft, keyOf(section)).persist(keyOf(section)).exec();
    return count;
  }

  /** It is not in force any more. */
  async retire(section: string): Promise<void> {
    await this.redis.expire(keyOf(section), goneAfterSeconds);
  }

  async isThere(section: string): Promise<boolean> {
    return (await this.redis.sismember(keyOf(section), whole)) === 1;
  }

  /** How many addresses there are; undefined: Redis does not have the set. */
  async count(section: string): Promise<number | undefined> {
    return (await this.isThere(section)) ? (await this.redis.scard(keyOf(section))) - 1 : undefined;
  }

  /** Whether one of the addresses is somebody's, with one command. Undefined: Redis does not have the set. */
  async has(section: string, key: Buffer, addressKeys: readonly string[]): Promise<boolean | undefined> {
    const digests = addressKeys.map((address) => recipientDigest(key, address));
    const [isWhole, ...found] = await this.redis.smismember(keyOf(section), whole, ...digests);
    return isWhole === 1 ? found.includes(1) : undefined;
  }
}

function membersOf(digests: Buffer, from: number, to: number): readonly Buffer[] {
  return Array.from({ length: to - from }, (_, index) =>
    digests.subarray((from + index) * digestBytes, (from + index + 1) * digestBytes),
  );
}
