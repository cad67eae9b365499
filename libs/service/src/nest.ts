// What needs Nest; the rest of this lib does not, and commands start without it.
export { NestLogger } from './log/nest-logger.js';
export { runService, serviceUmask, startService } from './process/service-start.js';
export { SecretKeysModule } from './secrets/secret-keys.module.js';
export { ServiceModule } from './service.module.js';
