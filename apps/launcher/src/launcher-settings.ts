import { resolve } from 'node:path';

import type { ServerRole } from '@mailyard/service';

/** What `npm start` decides before any service runs; all else is the services' own business. */
export interface LauncherSettings {
  readonly dataDir: string;
  /** Undefined: a private Redis is started. */
  readonly redisUrl?: string;
  /** The environment of the services, with the defaults of a stack that an ordinary user runs on one machine. */
  readonly env: NodeJS.ProcessEnv;
}

interface Defaults {
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
}

// Ports below 1024 need root, and nobody expects a trial to be open to the network. An Edge runs beside an organization.
const defaults: Readonly<Record<ServerRole, Defaults>> = {
  Mailbox: {
    dataDir: 'data',
    env: { MAILYARD_PORT_OFFSET: '10000', MAILYARD_BIND_ADDRESS: '127.0.0.1' },
  },
  Edge: {
    dataDir: 'data-edge',
    env: {
      MAILYARD_PORT_OFFSET: '20000',
      MAILYARD_BIND_ADDRESS: '127.0.0.1',
      MAILYARD_SERVER: 'EDGE01',
      MAILYARD_FQDN: 'edge01.contoso.com',
    },
  },
};

export function launcherSettings(environment: NodeJS.ProcessEnv): LauncherSettings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const usual = defaults[given['MAILYARD_SERVER_ROLE'] === 'Edge' ? 'Edge' : 'Mailbox'];
  const dataDir = resolve(given['MAILYARD_DATA_DIR'] ?? usual.dataDir);
  const redisUrl = given['MAILYARD_REDIS_URL'];
  const env = { ...usual.env, ...given, MAILYARD_DATA_DIR: dataDir };
  return redisUrl === undefined ? { dataDir, env } : { dataDir, env, redisUrl };
}
