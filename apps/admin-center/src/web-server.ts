import { hostname } from 'node:os';

import type { NestExpressApplication } from '@nestjs/platform-express';
import { RedisSignIns, ServiceRegistry, type Settings } from '@mailyard/directory';
import { QueueCatalog } from '@mailyard/queue';
import { version } from '@mailyard/telemetry';
import type { RequestHandler } from 'express';

import { requireLogin } from './access/basic-login.js';
import { requireSameOrigin } from './access/same-origin.js';
import { securityHeaders } from './access/security-headers.js';
import { styleHash } from './overview/style.js';
import { queueBoard } from './queues/queue-board.js';

const standardPort = 8080;
/** For monitors, which have no password. */
const openPaths: ReadonlySet<string> = new Set(['/health', '/metrics']);

/** Everything needs the login but what monitors ask for. */
export function guardPages(app: NestExpressApplication, password: string): void {
  const login = requireLogin({ password, signIns: app.get(RedisSignIns).signIns });
  app.disable('x-powered-by');
  // Bull Board brings scripts and styles of its own, all from its own folder.
  app.use(
    '/queues',
    securityHeaders("default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"),
  );
  app.use('/queues', login, requireSameOrigin, queueBoard(app.get(QueueCatalog), '/queues'));
  app.use(securityHeaders(`default-src 'none'; style-src ${styleHash}`));
  app.use(((request, response, next) => {
    if (openPaths.has(request.path)) next();
    else login(request, response, next);
  }) satisfies RequestHandler);
}

/**
 * Listens and makes itself known. Loopback unless told otherwise: whoever puts the pages on a network does so knowingly.
 */
export async function listen(
  app: NestExpressApplication,
  { settings, instance }: { readonly settings: Settings; readonly instance: string },
): Promise<void> {
  const endpoint = {
    address: settings.bindAddress ?? '127.0.0.1',
    port: standardPort + settings.portOffset,
  };
  await app.listen(endpoint.port, endpoint.address);
  await app.get(ServiceRegistry).announce({
    id: instance,
    service: 'admin-center',
    server: settings.server,
    host: hostname(),
    pid: process.pid,
    address: endpoint.address,
    listeners: [{ name: 'Web pages', endpoint, state: 'Listening' }],
    state: 'Active',
    startedAt: new Date().toISOString(),
    version,
  });
}
