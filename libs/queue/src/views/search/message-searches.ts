import { randomUUID } from 'node:crypto';

import type { MessageFilter, MessageProperty } from '../messages/message-properties.js';
import type { SearchSort } from './columns/message-columns.js';
import type { FoundMessages } from './found-messages.js';
import type { MessageIndex } from './redis-message-index.js';

/** A search that nobody uses is forgotten after it. */
const keptMs = 300_000;
const searchesMax = 50;
/** Of one owner: whoever searches all the time forgets searches of its own, not those of others. */
const searchesOfOwner = 20;
const groupsMax = 50;

/** What a search has found: whatever becomes of the messages, these are they, in this order. */
export interface MessageSearch {
  readonly id: string;
  readonly found: FoundMessages;
  /** About so many were not known yet, and not looked at. */
  readonly unread: number;
}

export interface MessageGroup {
  readonly value: string | number;
  readonly messages: number;
}

export interface MessageGroups {
  /** The largest ones. */
  readonly groups: readonly MessageGroup[];
  /** How many others there are, and their messages. */
  readonly others: { readonly groups: number; readonly messages: number };
}

export interface SearchOptions {
  readonly sort?: SearchSort;
  /** Rather what is known at once than all of them. */
  readonly partly?: boolean;
  /** Who searches. */
  readonly owner?: string;
}

interface Kept extends MessageSearch {
  readonly owner: string;
  readonly filter: MessageFilter;
  usedAt: number;
}

/** Searches whose results stay for a while, so that any part of them can be had while mail moves. */
export class MessageSearches {
  readonly #index: Pick<MessageIndex, 'messages'>;
  readonly #now: () => number;
  readonly #searches = new Map<string, Kept>();

  constructor(index: Pick<MessageIndex, 'messages'>, now: () => number = () => performance.now()) {
    this.#index = index;
    this.#now = now;
  }

  async search(
    filter: MessageFilter,
    { sort, partly = false, owner = '' }: SearchOptions = {},
  ): Promise<MessageSearch> {
    const { entries, unread } = await this.#index.messages({ partly });
    const found = entries.find(filter, sort);
    const search = { id: randomUUID(), found, unread: unread(), filter, owner, usedAt: this.#now() };
    this.#forget();
    this.#makeRoomFor(owner);
    this.#searches.set(search.id, search);
    return search;
  }

  /** What is known of the messages found is as it is now, or was within some seconds where very many wait. */
  async refresh(): Promise<void> {
    await this.#index.messages();
  }

  /** How many fit now that were not found: they have come since, or have become others. */
  async newcomers(id: string): Promise<number> {
    const { entries } = await this.#index.messages({ partly: true });
    // Only now: rows may have become others meanwhile.
    const search = this.#searches.get(id);
    if (search === undefined) return 0;
    return countOthers(entries.find(search.filter).rows(), search.found.rows());
  }

  /** Undefined when it was forgotten. */
  get(id: string): MessageSearch | undefined {
    this.#forget();
    const search = this.#searches.get(id);
    if (search === undefined) return undefined;
    search.usedAt = this.#now();
    // The one that was used last is the last to go.
    this.#searches.delete(id);
    this.#searches.set(id, search);
    return search;
  }

  #forget(): void {
    const before = this.#now() - keptMs;
    for (const [id, { usedAt }] of this.#searches) if (usedAt < before) this.#searches.delete(id);
  }

  /** The one that was used longest ago goes: of the owner’s where these are many, else of all. */
  #makeRoomFor(owner: string): void {
    const all = [...this.#searches.values()];
    const own = all.filter((each) => each.owner === owner);
    const [oldest] = own.length >= searchesOfOwner ? own : all;
    const isFull = own.length >= searchesOfOwner || all.length >= searchesMax;
    if (isFull && oldest !== undefined) this.#searches.delete(oldest.id);
  }
}

/** How many of the rows are not among those known; there may be hundreds of thousands. */
function countOthers(rows: Uint32Array, known: Uint32Array): number {
  const last = known.reduce((most, row) => Math.max(most, row), 0);
  const isKnown = new Uint8Array(last + 1);
  for (const row of known) isKnown[row] = 1;
  return rows.reduce((count, row) => (isKnown[row] === 1 ? count : count + 1), 0);
}

/** How many of those found have each value of a property; one with several values counts for each of them. */
export function groupsOf({ found }: MessageSearch, by: MessageProperty): MessageGroups {
  const counts = found.counts(by);
  const groups = largest(counts).map(([value, messages]) => ({ value, messages }));
  let [all, told] = [0, 0];
  for (const messages of counts.values()) all += messages;
  for (const { messages } of groups) told += messages;
  return { groups, others: { groups: counts.size - groups.length, messages: all - told } };
}

/** The first of them where several are as large; there may be very many that count once. */
function largest(
  counts: ReadonlyMap<string | number, number>,
): readonly (readonly [string | number, number])[] {
  const least = Uint32Array.from(counts.values()).sort().at(-groupsMax) ?? 0;
  const larger: (readonly [string | number, number])[] = [];
  const same: (readonly [string | number, number])[] = [];
  for (const [value, messages] of counts) {
    if (messages > least) larger.push([value, messages]);
    else if (messages === least && same.length < groupsMax) same.push([value, messages]);
  }
  return [...larger.sort(([, many], [, more]) => more - many), ...same].slice(0, groupsMax);
}
