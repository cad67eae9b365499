import { startPostgres, tempDir, type TempDir, type TestPostgres } from '@mailyard/testing';

import { openTrackingStore } from '../open-tracking-store.js';
import type { TrackingStore } from '../tracking-store.js';

/** Of one test. */
export interface Database {
  open(): Promise<TrackingStore>;
  remove(): Promise<void>;
}

export async function sqlite(): Promise<Database> {
  const dir: TempDir = await tempDir();
  return { open: () => openTrackingStore({ dir: dir.path }), remove: () => dir.remove() };
}

export async function postgres(): Promise<Database> {
  const server: TestPostgres = await startPostgres();
  return { open: () => openTrackingStore({ dir: '', database: server.url }), remove: () => server.stop() };
}
