import { join } from 'node:path';

import { CertificatesModule, OrganizationCertificates } from '@mailyard/certificates';
import { Degradations, ServiceRegistry, Volumes, type Settings } from '@mailyard/service';
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
import { version, type Logger, type ServiceProcess } from '@mailyard/service';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';

import { CountedStorage } from './counted-storage.js';
import { lmtpListeners } from './lmtp-listeners.js';
import { MailboxDelivery } from './mailbox-delivery.js';

export interface AppOptions extends ServiceProcess {
  readonly settings: Settings;
}

/** Token of what all sessions share. */
const Host = Symbol('SessionHost');

@Module({})
export class AppModule {
  static forRoot(options: AppOptions): DynamicModule {
    const { settings, logger, instance } = options;
    const { dataDir } = settings;
    const service = 'mailbox-delivery';
    const metrics = new Metrics({ service, instance });
    const degradations = new Degradations({ log: logger });
    return {
      module: AppModule,
      imports: [
        TelemetryModule.forRoot({ ...options, service, dataDir, metrics, troubles: degradations }),
        DirectoryModule.forRoot({ settings, log: logger, degradations, metrics: () => metrics.snapshot() }),
        CertificatesModule.forRootAsync({
          useFactory: (directory: Directory, volumes: Volumes) => ({
            folder: volumes.certificates(),
            fqdn: directory.organization.fqdnOf(settings),
          }),
          inject: [Directory, Volumes],
          log: logger,
          degradations,
        }),
      ],
      providers: [
        storeProvider(dataDir),
        {
          provide: ConnectorListeners,
          useFactory: (directory: Directory, store: MailboxStore, host: SessionHost) =>
            lmtpListeners({
              settings,
              logger,
              directory,
              host,
              storage: new CountedStorage(store, metrics),
            }),
          inject: [Directory, MailboxStore, Host],
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
