import { join } from 'node:path';

import type { Settings } from '@mailyard/service';

import type { AppendedLines, LoggedLines } from '../consume/append-lines.js';
import type { TrackingStore } from '../tracking-store.js';

/** Where the events are. */
export interface StorePlace {
  /** Of SQLite's files. */
  readonly dir: string;
  /** `postgres://…`: then they are there. */
  readonly database?: string | undefined;
}

/** What a thread with a store does for others. */
export interface StoreCalls extends Omit<TrackingStore, 'id' | 'append' | 'close'> {
  storeId(): Promise<string>;
  appendLines(lines: LoggedLines): Promise<AppendedLines>;
}

export type StoreMethod = keyof StoreCalls;

export const storeMethods = [
  'storeId',
  'appendLines',
  'appendGap',
  'events',
  'messages',
  'eventsOf',
  'keysOf',
  'gaps',
  'deleteOld',
] as const satisfies readonly StoreMethod[];

export interface StoreRequest {
  readonly id: number;
  readonly method: StoreMethod;
  readonly args: readonly unknown[];
}

export type StoreAnswer = { readonly id: number } & (
  { readonly value: unknown } | { readonly failed: { readonly name: string; readonly message: string } }
);

export function storePlace(settings: Pick<Settings, 'dataDir' | 'trackingDatabase'>): StorePlace {
  return { dir: join(settings.dataDir, 'tracking'), database: settings.trackingDatabase };
}
