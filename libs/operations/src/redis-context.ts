import { isSameName } from '@mailyard/schema';
import { type Directory } from '@mailyard/directory';
import { type Settings } from '@mailyard/service';
import { MessageCatalog, QueueCatalog, QueueDatabase, queueRedis } from '@mailyard/queue';
import type { Redis } from 'ioredis';

import type { OperationContext } from './operation.js';

export interface ContextOptions {
  readonly redis: Redis;
  readonly directory: Directory;
  readonly settings: Pick<Settings, 'server' | 'fqdn' | 'redisUrl'>;
}

/** A context with what has to be closed after it. */
export interface OpenContext extends OperationContext {
  close(): Promise<void>;
}

/** The connection stays the caller's. */
export function openContext({ redis, directory, settings }: ContextOptions): OpenContext {
  const server = serverOf(directory, settings);
  const { name } = server;
  const queues = new QueueCatalog({ redis, server: name });
  let opened: Promise<QueueDatabase> | undefined;
  // Whoever ordered something hears of a failure from the order itself.
  const onFault = (): void => undefined;
  return {
    directory,
    server,
    queues,
    messages: new MessageCatalog({ redis, server: name }),
    database: () =>
      (opened ??= QueueDatabase.open({ redis: queueRedis(settings.redisUrl), server: name, onFault })),
    close: async () => {
      await queues.close();
      (await opened)?.close();
    },
  };
}

/** The environment of whoever orders may name another server than the one that there is. */
function serverOf(
  { organization }: Directory,
  { server, fqdn }: ContextOptions['settings'],
): OperationContext['server'] {
  const { servers } = organization;
  const known = servers.find(({ Name }) => isSameName(Name, server)) ?? servers[0];
  return { name: known?.Name ?? server, fqdn: known?.Fqdn ?? fqdn };
}
