import { setTimeout as pause } from 'node:timers/promises';

import {
  groupsOf,
  MessageIndex,
  messageProperties,
  MessageSearches,
  ServerKeys,
  type MessageFilter,
  type MessageProperty,
} from '@mailyard/queue';

import { fill } from '../load/fill.js';
import { measure, type Load } from '../load/load.js';
import { markdownTable } from '../reports/report.js';
import { median, percentile } from './statistics.js';
import type { ProbedMailyard } from '../targets/mailyard.js';

const server = 'MBX01';
const searchEveryMs = 1_000;

export interface SearchCost {
  readonly waiting: number;
  /** The first one of all, which reads every message. */
  readonly firstMs: number;
  readonly searchMs: readonly number[];
  readonly groupMs: readonly number[];
  /** Messages stored per second, without any search and with one in each second. */
  readonly alone: readonly number[];
  readonly searching: readonly number[];
}

/**
 * How long searches by each property over very many messages in Retry take while mail is delivered, and how much less of it
 * is delivered meanwhile. They run in this process as they do in the admin centre, which follows the queues besides.
 */
export async function measureSearches(
  mailyard: ProbedMailyard,
  { load, waiting }: { readonly load: Load; readonly waiting: number },
): Promise<SearchCost> {
  const redis = mailyard.redis();
  const keys = new ServerKeys(server);
  await fill({ port: mailyard.port, redis }, waiting);
  const index = new MessageIndex({ redis, keys, expirationMs: () => 172_800_000 });
  const searches = new Searches(new MessageSearches(index));
  try {
    const firstMs = await searches.first();
    const [alone, searching]: [number[], number[]] = [[], []];
    for (let repeat = 0; repeat < 3; repeat += 1) {
      alone.push((await measure(mailyard, load)).storedPerSecond);
      const ends = new AbortController();
      const [{ storedPerSecond }] = await Promise.all([
        measure(mailyard, load).finally(() => ends.abort()),
        searches.eachSecond(ends.signal),
      ]);
      searching.push(storedPerSecond);
    }
    const { searchMs, groupMs } = searches;
    return { waiting, firstMs, searchMs, groupMs, alone, searching };
  } finally {
    await index.stop();
    redis.disconnect();
  }
}

class Searches {
  readonly searchMs: number[] = [];
  readonly groupMs: number[] = [];
  readonly #searches: MessageSearches;
  /** In turn, so that each property is searched for in each measurement. */
  #next = 0;

  constructor(searches: MessageSearches) {
    this.#searches = searches;
  }

  async first(): Promise<number> {
    const begun = performance.now();
    await this.#searches.search([]);
    return performance.now() - begun;
  }

  async eachSecond(signal: AbortSignal): Promise<void> {
    const properties = Object.keys(messageProperties) as MessageProperty[];
    while (!signal.aborted) {
      const property = properties[this.#next % properties.length] ?? 'Subject';
      this.#next += 1;
      const begun = performance.now();
      const found = await this.#searches.search(conditionOn(property));
      const searched = performance.now();
      groupsOf(found, property);
      this.searchMs.push(searched - begun);
      this.groupMs.push(performance.now() - searched);
      await pause(Math.max(0, searchEveryMs - (performance.now() - begun)), undefined, { signal }).catch(
        () => undefined,
      );
    }
  }
}

/** Which has to be asked of each message, and finds some or all of them. */
function conditionOn(property: MessageProperty): MessageFilter {
  const { kind } = messageProperties[property];
  const condition = {
    text: { operator: 'like', values: ['*7*'] },
    choice: { operator: 'ne', values: ['Suspended'] },
    address: { operator: 'in', values: ['127.0.0.0/8'] },
    number: { operator: 'ge', values: [0] },
    size: { operator: 'gt', values: ['1KB'] },
    span: { operator: 'ge', values: ['00:00:00'] },
    time: { operator: 'gt', values: [1] },
  }[kind];
  return [{ property, ...condition }] as unknown as MessageFilter;
}

export function searchTable(cost: SearchCost, processor: string): string {
  const { waiting, firstMs, searchMs, groupMs, alone, searching } = cost;
  const times = (values: readonly number[]): string =>
    `${median(values).toFixed(0)} / ${percentile(values, 95).toFixed(0)} ms`;
  const loss = 100 * (1 - median(searching) / median(alone));
  return markdownTable(
    [`${waiting.toLocaleString('en')} messages wait, on ${processor}`, ''],
    [
      ['first search, which reads them all', `${firstMs.toFixed(0)} ms`],
      ['search by a property, p50 / p95', times(searchMs)],
      ['what it found grouped by that property, p50 / p95', times(groupMs)],
      ['stored/s without a search', median(alone).toFixed(0)],
      ['stored/s with a search each second', `${median(searching).toFixed(0)} (${loss.toFixed(1)} % less)`],
    ],
  );
}
