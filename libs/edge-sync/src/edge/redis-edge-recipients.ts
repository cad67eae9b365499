import type { Redis } from 'ioredis';

import { recipientDigest } from '../bundle/recipient-digest.js';
import {
  digestBytes,
  noFigures,
  recipientChanges,
  recipientsSection,
  SectionError,
  type Figures,
} from '../bundle/section-content.js';

/** How many digests a command is about. */
const chunk = 2_000;
/** What replaces a set may still be asked for by a session that goes on under the former snapshot. */
const goneAfterSeconds = 600;
const draftSeconds = 3_600;

/** A member of every whole set: one that Redis has lost must not be taken for an organization without recipients. */
const whole = Buffer.alloc(digestBytes);

/** A set of digests in Redis is named by the digest of its section: the directory's snapshot says which one is in force. */
const keyOf = (section: string): string => `{mailyard}:edge-sync:recipients:${section}`;

/** What a bundle has of recipients. */
export interface IncomingRecipients {
  /** Digest of the section that is in force, and of the one that is to be. */
  readonly former: string | undefined;
  readonly next: string;
  /** The section, or what makes it of the former one. */
  readonly recipients?: string | undefined;
  readonly changes?: string | undefined;
}

/** Digests of the organization's recipients, outside the directory's snapshot: half a million are 40 MB in Redis. */
export class EdgeRecipients {
  constructor(private readonly redis: Redis) {}

  /**
   * Makes the set of a section, if it is not there; it is in force when the directory says so. Resolves with what is new in
   * it; undefined: its changes do not make it of what is there.
   */
  async make(incoming: IncomingRecipients): Promise<Figures | undefined> {
    const { former, next, recipients, changes } = incoming;
    if (recipients !== undefined) return this.#makeWhole({ former, next, text: recipients });
    if (changes === undefined || former === undefined) return noFigures;
    return this.#makeOfFormer({ former, next, text: changes });
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

  async #makeWhole({ former, next, text }: Making): Promise<Figures> {
    const { data } = recipientsSection.safeParse(JSON.parse(text));
    const digests = digestsIn(data?.digests);
    const formerCount = former === undefined ? 0 : ((await this.count(former)) ?? 0);
    let known = 0;
    if (former !== undefined) {
      for (const members of chunksOf(digests)) {
        // Each chunk after the other: Redis serves RCPT meanwhile.
        // eslint-disable-next-line no-await-in-loop
        const found = await this.redis.smismember(keyOf(former), ...members);
        known += found.filter((each) => each === 1).length;
      }
    }
    const isMade = (await this.redis.persist(keyOf(next))) === 1 || (await this.isThere(next));
    if (!isMade) {
      const draft = draftOf(next);
      await this.redis.del(draft);
      await this.redis.sadd(draft, whole);
      await this.#add(draft, digests);
      await this.#finish(draft, next);
    }
    return { added: digests.length / digestBytes - known, deleted: formerCount - known, updated: 0 };
  }

  /** A copy is changed: what is in force goes on until the directory names the next. */
  async #makeOfFormer({
    former,
    next,
    text,
  }: Making & { readonly former: string }): Promise<Figures | undefined> {
    const { data } = recipientChanges.safeParse(JSON.parse(text));
    const [added, deleted] = [digestsIn(data?.added), digestsIn(data?.deleted)];
    const draft = draftOf(next);
    await this.redis.del(draft);
    await this.#copy(keyOf(former), draft);
    await this.#add(draft, added);
    for (const members of chunksOf(deleted)) {
      // eslint-disable-next-line no-await-in-loop
      await this.redis.srem(draft, ...members);
    }
    const [isWhole, members] = [await this.redis.sismember(draft, whole), await this.redis.scard(draft)];
    if (isWhole !== 1 || members - 1 !== data?.count) {
      await this.redis.unlink(draft);
      return undefined;
    }
    await this.#finish(draft, next);
    return { added: added.length / digestBytes, deleted: deleted.length / digestBytes, updated: 0 };
  }

  /** In steps: COPY of half a million holds Redis up for a second, and there are the queues. */
  async #copy(key: string, draft: string): Promise<void> {
    let cursor = '0';
    do {
      // eslint-disable-next-line no-await-in-loop
      const [next, members]: [Buffer, Buffer[]] = await this.redis.sscanBuffer(key, cursor, 'COUNT', chunk);
      // eslint-disable-next-line no-await-in-loop
      if (members.length > 0) await this.#put(draft, members);
      cursor = next.toString();
    } while (cursor !== '0');
  }

  async #add(draft: string, digests: Buffer): Promise<void> {
    for (const members of chunksOf(digests)) {
      // eslint-disable-next-line no-await-in-loop
      await this.#put(draft, members);
    }
  }

  /** A draft of which nothing becomes is gone after a while. */
  async #put(draft: string, members: readonly Buffer[]): Promise<void> {
    await this.redis.sadd(draft, ...members);
    await this.redis.expire(draft, draftSeconds);
  }

  async #finish(draft: string, section: string): Promise<void> {
    await this.redis.multi().rename(draft, keyOf(section)).persist(keyOf(section)).exec();
  }
}

interface Making {
  readonly former: string | undefined;
  readonly next: string;
  readonly text: string;
}

function draftOf(section: string): string {
  return `${keyOf(section)}:draft:${process.pid}`;
}

function digestsIn(base64: string | undefined): Buffer {
  const digests = Buffer.from(base64 ?? '', 'base64');
  if (base64 !== undefined && digests.length % digestBytes === 0) return digests;
  throw new SectionError('recipients');
}

function* chunksOf(digests: Buffer): Generator<readonly Buffer[]> {
  const step = chunk * digestBytes;
  for (let from = 0; from < digests.length; from += step) {
    const members = digests.subarray(from, from + step);
    yield Array.from({ length: members.length / digestBytes }, (_, index) =>
      members.subarray(index * digestBytes, (index + 1) * digestBytes),
    );
  }
}
