import { randomUUID } from 'node:crypto';

import { matcher } from '../filter/matcher.js';
import {
  messageProperties,
  type MessageFilter,
  type MessageProperty,
} from '../messages/message-properties.js';
import type { IndexedMessage, MessageIndex } from './redis-message-index.js';

/** A search that nobody uses is forgotten after it. */
const keptMs = 300_000;
const searchesMax = 50;
const groupsMax = 50;

export interface SearchSort {
  readonly by: MessageProperty;
  readonly descending?: boolean;
}

/** What a search has found: whatever becomes of the messages, these are they, in this order. */
export interface MessageSearch {
  readonly id: string;
  readonly found: readonly IndexedMessage[];
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

interface Kept extends MessageSearch {
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

  async search(filter: MessageFilter, sort?: SearchSort): Promise<MessageSearch> {
    const passes = matcher<IndexedMessage['message'], typeof messageProperties>(messageProperties, filter);
    const all = await this.#index.messages();
    const found = all.filter(({ message, gone }) => !gone && passes(message));
    const search = { id: randomUUID(), found: ordered(found, sort), usedAt: this.#now() };
    this.#forget();
    this.#searches.set(search.id, search);
    return search;
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
    for (const [id, { usedAt }] of this.#searches) {
      if (usedAt < before || this.#searches.size >= searchesMax) this.#searches.delete(id);
    }
  }
}

/** How many of those found have each value of a property; one with several values counts for each of them. */
export function groupsOf({ found }: MessageSearch, by: MessageProperty): MessageGroups {
  const counts = new Map<string | number, number>();
  for (const { message } of found) {
    for (const value of valuesOf(message, by)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const all = [...counts].toSorted(([, many], [, more]) => more - many);
  const rest = all.slice(groupsMax);
  return {
    groups: all.slice(0, groupsMax).map(([value, messages]) => ({ value, messages })),
    others: { groups: rest.length, messages: rest.reduce((sum, [, messages]) => sum + messages, 0) },
  };
}

function valuesOf(message: IndexedMessage['message'], by: MessageProperty): readonly (string | number)[] {
  const value = messageProperties[by].of(message);
  if (value === undefined) return [''];
  return typeof value === 'object' ? value : [value];
}

/** By their receipt where nothing else is said, or where they have the same. */
function ordered(found: readonly IndexedMessage[], sort: SearchSort | undefined): readonly IndexedMessage[] {
  if (sort === undefined) return found;
  const { by, descending = false } = sort;
  const direction = descending ? -1 : 1;
  const keyed = found.map((each) => ({ each, key: sortKey(valuesOf(each.message, by)[0] ?? '') }));
  keyed.sort((one, other) => direction * order(one.key, other.key));
  return keyed.map(({ each }) => each);
}

function sortKey(value: string | number): string | number {
  return typeof value === 'number' ? value : value.toLowerCase();
}

/** What has no such property comes before numbers. */
function order(one: string | number, other: string | number): number {
  if (typeof one !== typeof other) return typeof one === 'string' ? -1 : 1;
  return one < other ? -1 : Number(one > other);
}
