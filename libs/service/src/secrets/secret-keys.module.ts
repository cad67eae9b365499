import { Global, Module } from '@nestjs/common';

import { Settings } from '../settings/settings.js';
import { SecretKeys, secretsFolder } from './file-secret-keys.js';

/** Provides SecretKeys to services that sign in at other hosts; Front End is none of them. */
@Global()
@Module({
  providers: [
    {
      provide: SecretKeys,
      useFactory: (settings: Settings) => new SecretKeys(secretsFolder(settings)),
      inject: [Settings],
    },
  ],
  exports: [SecretKeys],
})
export class SecretKeysModule {}
