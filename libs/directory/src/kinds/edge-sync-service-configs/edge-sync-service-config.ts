import { guid, nameKey, objectName, span, timeSpan } from '@mailyard/schema';
import { z } from 'zod';

import { identityOf } from '../lookup.js';

const interval = timeSpan({ min: span.second, max: span.day });

/** How the organization keeps its Edge servers up to date. */
export const edgeSyncServiceConfigSchema = z
  .strictObject({
    Guid: guid,
    Name: objectName,
    ConfigurationSyncInterval: interval
      .default(3 * span.minute)
      .describe(
        'After so long configuration and topology are pushed again, and within seconds of a change in any case.',
      ),
    RecipientSyncInterval: interval
      .default(5 * span.minute)
      .describe('After so long recipients are pushed again.'),
    CookieValidDuration: timeSpan({ min: span.minute, max: 365 * span.day })
      .default(21 * span.day)
      .describe(
        'How long a bundle can come into force, and how long an Edge that hears nothing more is content.',
      ),
    // Two pages of Exchange say 5 and 6 minutes, for a lock in a directory; this one is in Redis.
    LockDuration: timeSpan({ min: span.second, max: span.hour })
      .default(15 * span.second)
      .describe('Whoever pushes and is heard of no more is followed by another admin centre after so long.'),
    LockRenewalDuration: timeSpan({ min: 100, max: span.hour })
      .default(5 * span.second)
      .describe('How often whoever pushes renews that; shorter than LockDuration.'),
  })
  .readonly();

export type EdgeSyncServiceConfig = z.infer<typeof edgeSyncServiceConfigSchema>;

/** The only one: one admin centre pushes for all sites. */
export const edgeSyncService = 'EdgeSyncService';

export const edgeSyncServiceConfigNames = identityOf<EdgeSyncServiceConfig>(
  'names of EdgeSync settings',
  ['Name'],
  nameKey,
);

/** What has such settings: an organization at some revision. */
interface WithConfig {
  readonly objects: { readonly EdgeSyncServiceConfigs: readonly EdgeSyncServiceConfig[] };
}

/** Of one that an earlier version made, until its next start, what a new one has. */
const initial = edgeSyncServiceConfigSchema.parse({
  Guid: '00000000-0000-0000-0000-000000000000',
  Name: edgeSyncService,
});

export function edgeSyncServiceConfig({ objects }: WithConfig): EdgeSyncServiceConfig {
  return objects.EdgeSyncServiceConfigs[0] ?? initial;
}
