import type { Logger } from '../log/logger.js';
import type { ServiceLog } from '../log/service-log.js';
import type { Settings } from '../settings/settings.js';

/** What a process of a service is, and has from its first moment. */
export interface ServiceProcess {
  /** As its folder in apps/: `hub-transport`. */
  readonly service: string;
  /** Identity among its replicas. */
  readonly instance: string;
  readonly settings: Settings;
  readonly logger: Logger;
  /** The files behind the logger; undefined in tests that need none. */
  readonly log?: ServiceLog;
}

/** Token under which ServiceModule provides it. */
export const ServiceProcess = Symbol('ServiceProcess');
