import type { StorePlace } from './thread/store-calls.js';
import type { TrackingStore } from './tracking-store.js';

/** A driver that is not needed is not loaded. */
export async function openTrackingStore({ dir, database }: StorePlace): Promise<TrackingStore> {
  if (database !== undefined) {
    const { PostgresTrackingStore } = await import('./postgres/postgres-tracking-store.js');
    return PostgresTrackingStore.open(database);
  }
  const { SqliteTrackingStore } = await import('./sqlite/sqlite-tracking-store.js');
  return SqliteTrackingStore.open(dir);
}
