import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';

import { OrganizationCertificates, type CertificateOptions } from './organization-certificates.js';

type Factory = Pick<FactoryProvider<CertificateOptions>, 'useFactory' | 'inject'>;

const certificateOptions = Symbol('CertificateOptions');

@Module({})
export class CertificatesModule {
  static forRoot(options: CertificateOptions): DynamicModule {
    return CertificatesModule.forRootAsync({ useFactory: () => options });
  }

  static forRootAsync(options: Factory): DynamicModule {
    return {
      module: CertificatesModule,
      global: true,
      providers: [
        { provide: certificateOptions, useFactory: options.useFactory, inject: options.inject ?? [] },
        {
          provide: OrganizationCertificates,
          useFactory: ({ pkiDir, fqdn }: CertificateOptions) =>
            OrganizationCertificates.ensure(pkiDir, { fqdn }),
          inject: [certificateOptions],
        },
      ],
      exports: [OrganizationCertificates],
    };
  }
}
