// The thread that holds a store: SQLite answers at once and not later, which pages must not wait for.
import { parentPort, workerData } from 'node:worker_threads';

import { appendLines } from '../consume/append-lines.js';
import { openTrackingStore } from '../open-tracking-store.js';
import type { TrackingStore } from '../tracking-store.js';
import type { StoreAnswer, StoreCalls, StorePlace, StoreRequest } from './store-calls.js';

const port = parentPort;
if (port === null) throw new Error('this is the program of a thread');

let opened: Promise<TrackingStore> | undefined;

/** One that could not be opened is tried again by the next request. */
function store(): Promise<TrackingStore> {
  opened ??= openTrackingStore(workerData as StorePlace).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

const calls: StoreCalls = {
  storeId: async () => (await store()).id,
  appendLines: async (lines) => appendLines(await store(), lines),
  appendGap: async (gap) => (await store()).appendGap(gap),
  events: async (query) => (await store()).events(query),
  messages: async (query) => (await store()).messages(query),
  eventsOf: async (keys) => (await store()).eventsOf(keys),
  keysOf: async (wanted) => (await store()).keysOf(wanted),
  gaps: async (between) => (await store()).gaps(between),
  deleteOld: async (retention, now) => (await store()).deleteOld(retention, now),
};

port.on('message', (request: StoreRequest | 'close') => {
  if (request === 'close') void close();
  else void answer(request);
});

async function answer({ id, method, args }: StoreRequest): Promise<void> {
  const call = calls[method] as (...given: readonly unknown[]) => Promise<unknown>;
  port?.postMessage(await call(...args).then((value): StoreAnswer => ({ id, value }), failed(id)));
}

function failed(id: number): (error: Error) => StoreAnswer {
  return ({ name, message }) => ({ id, failed: { name, message } });
}

async function close(): Promise<void> {
  await (await opened)?.close();
  port?.close();
}
