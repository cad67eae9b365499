import { Directory } from '@mailyard/directory';
import { Degradations, RedisLease, ServiceProcess } from '@mailyard/service';
import { Metrics } from '@mailyard/telemetry';
import { FileMessageTracking } from '@mailyard/tracking';
import { Global, Module } from '@nestjs/common';
import { Redis } from 'ioredis';

import { TransportService } from '../transport-service.js';
import { folderLog } from './folder-log.js';
import { MessageFolders } from './message-folders.js';

/** A hub that has died leaves its folders to the next one after so long. */
const leaseMs = 6_000;

/** Provides MessageFolders, for a service that has a TransportService. */
@Global()
@Module({
  providers: [
    {
      provide: MessageFolders,
      useFactory: compose,
      inject: [
        ServiceProcess,
        Directory,
        TransportService,
        Redis,
        Degradations,
        Metrics,
        FileMessageTracking,
      ],
    },
  ],
  exports: [MessageFolders],
})
export class FoldersModule {}

function compose(
  { settings, logger, instance: holder }: ServiceProcess,
  directory: Directory,
  ...[{ submission }, redis, degradations, metrics, tracking]: [
    TransportService,
    Redis,
    Degradations,
    Metrics,
    FileMessageTracking,
  ]
): MessageFolders {
  const { server, dataDir } = settings;
  const fqdn = directory.organization.fqdnOf(settings);
  return new MessageFolders({
    submission,
    directory,
    server,
    fqdn,
    dataDir,
    lease: (token) => new RedisLease({ redis, key: `{mailyard}:message-folder:${token}`, holder, leaseMs }),
    events: folderLog({ log: logger, degradations, metrics, tracking, fqdn }),
  });
}
