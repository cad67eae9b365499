import type { FoundMessages } from '@mailyard/queue';

import { findSearch } from '../../searches/message-search.js';
import { contentRight } from '../../content/message-content.js';
import type { TopicKind } from '../live-source.js';

/** Of the time of a processor so much goes into counting at most: it is a search each time. */
const countingShare = 0.02;

/** What a search has found, as it changes; what has come since is counted, and found by the next search. */
export const searchTopic: TopicKind = {
  name: 'messages',
  argument: 'search',
  summary:
    'Messages that a search has found, as Get-MessageSearchRow tells of them; the key is their place in it. ' +
    'The row `new` has the number of those that fit now and were not found (`{ new: 3 }`): search again. ' +
    'As long as somebody listens the search is not forgotten.',
  // Rows are told to all who listen, with their subjects.
  rights: [contentRight],
  everyMs: 1_000,
  open(id, context) {
    let before: Float64Array | undefined;
    const newcomers = countedNow(() => context.searches.newcomers(id));
    findSearch(id, context);
    return {
      async look() {
        await context.searches.refresh();
        const { found } = findSearch(id, context);
        const now = found.states();
        const rows = before === undefined ? [] : [...changed(found, before, now)];
        before = now;
        return { isComplete: false, rows: [...rows, ...(await newcomers())] };
      },
    };
  },
};

/** The row with the number, when it has become another one; none yet is none to be told of. */
function countedNow(count: () => Promise<number>) {
  let last = 0;
  let notBefore = 0;
  return async (): Promise<readonly (readonly [key: string, row: unknown])[]> => {
    const begun = performance.now();
    if (begun < notBefore) return [];
    const now = await count();
    const ended = performance.now();
    notBefore = ended + (ended - begun) / countingShare;
    if (now === last) return [];
    last = now;
    return [['new', { new: now }]];
  };
}

function* changed(
  found: FoundMessages,
  before: Float64Array,
  now: Float64Array,
): Generator<readonly [key: string, row: unknown]> {
  for (const [place, state] of now.entries()) {
    if (before[place] === state) continue;
    for (const { message, gone } of found.slice(place, place + 1)) {
      yield [String(place), { ...message, gone }];
    }
  }
}
