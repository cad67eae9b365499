import { join } from 'node:path';

import { CertificatesModule, OrganizationCertificates } from '@mailyard/certificates';
import { ServiceRegistry, Volumes } from '@mailyard/service';
import { Directory, DirectoryModule } from '@mailyard/directory';
import { databaseFolderName, MailboxStore } from '@mailyard/mailbox-store';
import {
  AnnouncedListeners,
  ConnectorListeners,
  InboundLoad,
  sessionHost,
  type SessionHost,
} from '@mailyard/receive';
import {
  Metrics,
  SessionMetrics,
  SessionProtocolLog,
  SmtpReceiveLog,
  TelemetryModule,
  type ProtocolLog,
} from '@mailyard/telemetry';
import { ServiceModule, version, type Logger, type ServiceProcess } from '@mailyard/service';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';

import { CountedStorage } from './counted-storage.js';
import { lmtpListeners } from './lmtp-listeners.js';
import { MailboxDelivery } from './mailbox-delivery.js';

/** Token of what all sessions share. */
const Host = Symbol('SessionHost');

@Module({})
export class AppModule {
  static forRoot(options: ServiceProcess): DynamicModule {
    const { settings, logger, instance } = options;
    const service = 'mailbox-delivery';
    return {
      module: AppModule,
      imports: [ServiceModule.forRoot(options), TelemetryModule, DirectoryModule, CertificatesModule],
      providers: [
        storeProvider(settings.dataDir),
        {
          provide: ConnectorListeners,
          useFactory: (
            directory: Directory,
            ...[store, host, metrics]: [MailboxStore, SessionHost, Metrics]
          ) =>
            lmtpListeners({
              settings,
              logger,
              directory,
              host,
              storage: new CountedStorage(store, metrics),
            }),
          inject: [Directory, MailboxStore, Host, Metrics],
        },
        hostProvider(logger),
        {
          provide: AnnouncedListeners,
          useFactory: (listeners: ConnectorListeners, registry: ServiceRegistry) =>
            new AnnouncedListeners({
              service: { service, id: instance, version },
              settings,
              listeners,
              registry,
              log: logger,
            }),
          inject: [ConnectorListeners, ServiceRegistry],
        },
        {
          provide: MailboxDelivery,
          useFactory: (listeners: AnnouncedListeners, store: MailboxStore) =>
            new MailboxDelivery({ logger, listeners, store }),
          inject: [AnnouncedListeners, MailboxStore],
        },
      ],
    };
  }
}

/** Each database is a folder that may be a volume of its own. */
function storeProvider(dataDir: string): Provider {
  return {
    provide: MailboxStore,
    useFactory: (directory: Directory, volumes: Volumes) => {
      volumes.watchDatabases(() => directory.organization.mailboxDatabases.map(databaseFolderName));
      return new MailboxStore({
        root: join(dataDir, 'mailboxes'),
        databaseFolder: (name) => volumes.mailboxDatabase(name),
      });
    },
    inject: [Directory, Volumes],
  };
}

function hostProvider(logger: Logger): Provider {
  return {
    provide: Host,
    useFactory: (certificates: OrganizationCertificates, receiveLog: ProtocolLog, counts: SessionMetrics) =>
      sessionHost({
        certificates,
        counts,
        load: new InboundLoad(() => performance.now()),
        logger,
        protocolLog: new SessionProtocolLog(receiveLog),
      }),
    inject: [OrganizationCertificates, SmtpReceiveLog, SessionMetrics],
  };
}
