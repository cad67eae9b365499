import {
  Inject,
  Module,
  type DynamicModule,
  type FactoryProvider,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';

import { CertificateWatch, type CertificateLog, type CertificateProblems } from './certificate-watch.js';
import { OrganizationCertificates, type CertificateOptions } from './organization-certificates.js';

export interface CertificatesModuleOptions extends Pick<
  FactoryProvider<CertificateOptions>,
  'useFactory' | 'inject'
> {
  readonly log: CertificateLog;
  readonly degradations: CertificateProblems;
}

const certificateOptions = Symbol('CertificateOptions');

/** Provides OrganizationCertificates, which follow their files while the service runs. */
@Module({})
export class CertificatesModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(@Inject(CertificateWatch) private readonly watch: CertificateWatch) {}

  static forRootAsync({ useFactory, inject = [], ...tell }: CertificatesModuleOptions): DynamicModule {
    return {
      module: CertificatesModule,
      global: true,
      providers: [
        { provide: certificateOptions, useFactory, inject },
        {
          provide: OrganizationCertificates,
          useFactory: ({ folder, fqdn }: CertificateOptions) =>
            OrganizationCertificates.ensure(folder, { fqdn }),
          inject: [certificateOptions],
        },
        {
          provide: CertificateWatch,
          useFactory: (certificates: OrganizationCertificates) =>
            new CertificateWatch(certificates, tell.log, tell.degradations),
          inject: [OrganizationCertificates],
        },
      ],
      exports: [OrganizationCertificates],
    };
  }

  onApplicationBootstrap(): void {
    this.watch.start();
  }

  onApplicationShutdown(): void {
    this.watch.stop();
  }
}
