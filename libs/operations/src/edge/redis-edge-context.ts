import { join } from 'node:path';

import type { Directory } from '@mailyard/directory';
import {
  EdgeBundles,
  edgeLeaseKey,
  EdgeRecipientLookup,
  EdgeRecipients,
  EdgeSynchronizer,
  type SigningIdentity,
} from '@mailyard/edge-sync';
import type { Log, SecretKeys, ServiceRegistry, Settings } from '@mailyard/service';
import type { Redis } from 'ioredis';

import type { EdgeContext } from './edge-context.js';

export interface EdgeContextOptions {
  readonly redis: Redis;
  readonly directory: Directory;
  readonly registry: ServiceRegistry;
  readonly settings: Pick<Settings, 'dataDir' | 'portOffset'>;
  readonly secretKeys: SecretKeys;
  readonly log: Log;
}

export function edgeContext(options: EdgeContextOptions): EdgeContext {
  const { redis, directory, registry, settings, secretKeys: keys, log } = options;
  const recipients = new EdgeRecipients(redis);
  return {
    synchronizer: new EdgeSynchronizer({
      redis,
      directory,
      registry,
      keys,
      identity: () => signingIdentity(settings),
      portOffset: settings.portOffset,
      log,
    }),
    bundles: new EdgeBundles({ redis, directory, keys, recipients }),
    lookup: new EdgeRecipientLookup({ directory, recipients, keys }),
    authority: async () => (await ownPki(settings)).authority,
    addresses: async (server) => {
      const instances = await registry.live({ server, service: 'edge-transport' });
      return [...new Set(instances.map(({ address }) => address))].toSorted();
    },
    lease: async () => {
      const [holder, ms] = await Promise.all([redis.get(edgeLeaseKey), redis.pttl(edgeLeaseKey)]);
      return holder === null ? undefined : { holder, expires: new Date(Date.now() + Math.max(0, ms)) };
    },
  };
}

/** Loaded when it is first needed: most commands know no certificate. */
export async function ownPki({ dataDir }: Pick<Settings, 'dataDir'>): Promise<Omit<SigningIdentity, 'sign'>> {
  const { readPki } = await import('@mailyard/certificates');
  return readPki(join(dataDir, 'pki'));
}

async function signingIdentity(settings: Pick<Settings, 'dataDir'>): Promise<SigningIdentity> {
  const { authoritySigner } = await import('@mailyard/certificates');
  const { authority, internal } = await ownPki(settings);
  return { authority, internal, sign: await authoritySigner(join(settings.dataDir, 'pki')) };
}
