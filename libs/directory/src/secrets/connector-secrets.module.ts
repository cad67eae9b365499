import { Degradations, SecretKeys } from '@mailyard/service';
import { SecretKeysModule } from '@mailyard/service/nest';
import {
  Global,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';

import { Directory } from '../redis/directory.js';
import { ConnectorSecrets } from './connector-secrets.js';

/** Provides SecretKeys and ConnectorSecrets; for hubs, and before DirectoryModule, which seals what a first start brings. */
@Global()
@Module({
  imports: [SecretKeysModule],
  providers: [
    {
      provide: ConnectorSecrets,
      useFactory: (keys: SecretKeys, directory: Directory, degradations: Degradations) =>
        new ConnectorSecrets({ keys, directory, degradations }),
      inject: [SecretKeys, Directory, Degradations],
    },
  ],
  exports: [ConnectorSecrets],
})
export class ConnectorSecretsModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(@Inject(ConnectorSecrets) private readonly secrets: ConnectorSecrets) {}

  onApplicationBootstrap(): void {
    this.secrets.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.secrets.stop();
  }
}
