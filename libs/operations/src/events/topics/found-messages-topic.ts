import type { IndexedMessage, ListedMessage } from '@mailyard/queue';

import { findSearch } from '../../searches/message-search.js';
import { contentRight } from '../../content/message-content.js';
import type { TopicKind } from '../live-source.js';

/** What a search has found, as it changes; what has come since is counted, and found by the next search. */
export const searchTopic: TopicKind = {
  name: 'messages',
  argument: 'search',
  summary:
    'Messages that a search has found, as Get-MessageSearchRow tells of them; the key is their place in it. ' +
    'As long as somebody listens the search is not forgotten.',
  // Rows are told to all who listen, with their subjects.
  rights: [contentRight],
  everyMs: 1_000,
  open(id, context) {
    const before: Seen[] = [];
    let isFirst = true;
    findSearch(id, context);
    return {
      async look() {
        await context.searches.refresh();
        const { found } = findSearch(id, context);
        const rows = isFirst ? [] : [...changed(found, before)];
        if (isFirst) for (const { message, gone } of found) before.push({ message, gone });
        isFirst = false;
        return { isComplete: false, rows };
      },
    };
  },
};

/** The index replaces what it knows of a message when that has changed. */
interface Seen {
  readonly message: ListedMessage;
  readonly gone: boolean;
}

function* changed(
  found: readonly IndexedMessage[],
  before: Seen[],
): Generator<readonly [key: string, row: unknown]> {
  for (const [place, { message, gone }] of found.entries()) {
    const last = before[place];
    if (last?.message === message && last.gone === gone) continue;
    before[place] = { message, gone };
    yield [String(place), { ...message, gone }];
  }
}
