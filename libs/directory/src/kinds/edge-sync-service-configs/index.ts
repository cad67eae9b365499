import { isSameName } from '@mailyard/schema';

import type { Kind, ObjectProblem } from '../kind.js';
import {
  edgeSyncService,
  edgeSyncServiceConfigNames,
  edgeSyncServiceConfigSchema,
  type EdgeSyncServiceConfig,
} from './edge-sync-service-config.js';

export const edgeSyncServiceConfigs = {
  noun: 'EdgeSyncServiceConfig',
  schema: edgeSyncServiceConfigSchema,
  identity: edgeSyncServiceConfigNames,
  indexes: [edgeSyncServiceConfigNames],
  builtIn: [{ Name: edgeSyncService }],
  fixed: [{ parameter: 'Name', object: 'EdgeSync settings' }],
  text: {
    introduction: `How subscribed Edge servers are kept up to date ([Edge subscription](edge-subscription.md)). There is one, \`${edgeSyncService}\`; what is changed acts within a second.`,
  },

  *problems(config): Iterable<ObjectProblem> {
    const { Name, ConfigurationSyncInterval, RecipientSyncInterval, CookieValidDuration } = config;
    if (!isSameName(Name, edgeSyncService)) {
      yield { path: ['Name'], reason: `there is one for all sites, ${edgeSyncService}` };
    }
    if (config.LockRenewalDuration >= config.LockDuration) {
      yield {
        path: ['LockRenewalDuration'],
        reason: 'must be shorter than LockDuration: else two would push in turns',
      };
    }
    if (CookieValidDuration <= Math.max(ConfigurationSyncInterval, RecipientSyncInterval)) {
      yield {
        path: ['CookieValidDuration'],
        reason: 'must be longer than ConfigurationSyncInterval and RecipientSyncInterval',
      };
    }
  },
} as const satisfies Kind<EdgeSyncServiceConfig>;
