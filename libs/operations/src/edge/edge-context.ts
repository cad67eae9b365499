import type { EdgeBundles, EdgeRecipientLookup, EdgeSynchronizer } from '@mailyard/edge-sync';

/** What orders about Edge subscriptions work on; the first is an organization's, the others are an Edge's. */
export interface EdgeContext {
  readonly synchronizer: EdgeSynchronizer;
  readonly bundles: EdgeBundles;
  readonly lookup: EdgeRecipientLookup;
  /** Our CA in PEM, by which the other side will know us. */
  readonly authority: () => Promise<string>;
  /** Addresses at which the services of a server are now. */
  readonly addresses: (server: string) => Promise<readonly string[]>;
  /** Who pushes, and until when it has the lease; undefined: nobody. */
  readonly lease: () => Promise<{ readonly holder: string; readonly expires: Date } | undefined>;
}
