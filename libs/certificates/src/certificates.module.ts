import { Directory } from '@mailyard/directory';
import { Degradations, Logger, Settings, Volumes } from '@mailyard/service';
import {
  Global,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';

import { CertificateWatch } from './certificate-watch.js';
import { OrganizationCertificates } from './organization-certificates.js';

/** Provides the OrganizationCertificates of the server, which follow their files while the service runs. */
@Global()
@Module({
  providers: [
    {
      provide: OrganizationCertificates,
      useFactory: (settings: Settings, { organization }: Directory, volumes: Volumes) =>
        OrganizationCertificates.ensure(volumes.certificates(), { fqdn: organization.fqdnOf(settings) }),
      inject: [Settings, Directory, Volumes],
    },
    {
      provide: CertificateWatch,
      useFactory: (...given: ConstructorParameters<typeof CertificateWatch>) =>
        new CertificateWatch(...given),
      inject: [OrganizationCertificates, Logger, Degradations],
    },
  ],
  exports: [OrganizationCertificates],
})
export class CertificatesModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(@Inject(CertificateWatch) private readonly watch: CertificateWatch) {}

  onApplicationBootstrap(): void {
    this.watch.start();
  }

  onApplicationShutdown(): void {
    this.watch.stop();
  }
}
