import { CertificatesModule, OrganizationCertificates } from '@mailyard/certificates';
import { ServiceRegistry } from '@mailyard/service';
import { Directory, DirectoryModule } from '@mailyard/directory';
import { MailboxStore, MailboxStoreModule } from '@mailyard/mailbox-store';
import {
  AnnouncedListeners,
  ConnectorListeners,
  InboundLoad,
  sessionHost,
  type SessionHost,
} from '@mailyard/receive';
import {
  SessionMetrics,
  SessionProtocolLog,
  SmtpReceiveLog,
  TelemetryModule,
  type ProtocolLog,
} from '@mailyard/telemetry';
import { ServiceModule, version, type Logger, type ServiceProcess } from '@mailyard/service';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';

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
      imports: [
        ServiceModule.forRoot(options),
        TelemetryModule,
        DirectoryModule,
        CertificatesModule,
        MailboxStoreModule,
      ],
      providers: [
        {
          provide: ConnectorListeners,
          useFactory: (directory: Directory, ...[storage, host]: [MailboxStore, SessionHost]) =>
            lmtpListeners({
              settings,
              logger,
              directory,
              host,
              storage,
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
          useFactory: (listeners: AnnouncedListeners) => new MailboxDelivery(listeners),
          inject: [AnnouncedListeners],
        },
      ],
    };
  }
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
