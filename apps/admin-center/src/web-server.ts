import type { RequestListener, Server } from 'node:http';
import { hostname } from 'node:os';

import { OrganizationCertificates } from '@mailyard/certificates';
import { Directory } from '@mailyard/directory';
import { BoardQueues, Operations } from '@mailyard/operations';
import {
  Logger,
  publicWebUrl,
  ServiceRegistry,
  Settings,
  version,
  webEndpoint,
  type WebEndpoint,
} from '@mailyard/service';
import { AdministratorSignIn, ApplicationSignIn } from '@mailyard/sign-in';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { RequestHandler } from 'express';

import { isOpen, isSending } from './access/open-paths.js';
import { requireSameOrigin } from './access/same-origin.js';
import { requireSignIn } from './access/sign-in-guard.js';
import { ApiProblems } from './api/answer/api-problems.js';
import { apiRequests } from './api/request/api-requests.js';
import { styleHash } from './server-pages/style.js';
import { openIdPages } from './openid/openid-pages.js';
import { OpenIdProvider } from './openid/openid-provider.js';
import { boardStyleHash } from './queues/board-page.js';
import { queueBoard } from './queues/queue-board.js';
import { signInPages } from './session/sign-in-pages.js';
import { readWebFiles } from './static/web-files.js';
import { sendRequests } from './send/send-requests.js';
import { builtPages, webFiles, webPages } from './static/web-pages.js';
import { listenWithTls } from './tls-server.js';

/** Everything needs a sign-in but what monitors ask for, which is little without one, and signing in itself. */
export function guardPages(app: NestExpressApplication): void {
  const login = requireSignIn({
    administrators: app.get(AdministratorSignIn),
    directory: app.get(Directory),
  });
  app.disable('x-powered-by');
  // A tag is a revision; a digest of every answer would be one of no use, since nothing is kept.
  app.set('etag', false);
  // Bull Board brings scripts and styles of its own, all from its own folder.
  app.use(
    '/queues',
    securityHeaders(
      `default-src 'self'; style-src 'self' ${boardStyleHash}; img-src 'self' data:; base-uri 'self'`,
    ),
  );
  const { boardRemove } = app.get<Settings>(Settings);
  const operations = app.get(Operations);
  const board = {
    path: '/queues',
    boardQueues: app.get(BoardQueues),
    operations,
    removesWithNDR: boardRemove === 'with-ndr',
  };
  app.use('/queues', login, requireSameOrigin, queueBoard(board));
  app.use(securityHeaders(`default-src 'none'; script-src 'self'; style-src ${styleHash}; base-uri 'none'`));
  const administrators = app.get(AdministratorSignIn);
  const provider = openIdProvider(app);
  const files = readWebFiles(builtPages);
  app.use(webFiles(files));
  app.use(signInPages({ administrators, provider }));
  if (provider !== undefined) app.use(openIdPages(administrators, provider));
  app.use(((request, response, next) => {
    if (isOpen(request)) next();
    else login(request, response, next);
  }) satisfies RequestHandler);
  app.use(webPages(files));
  const sending = sendRequests(app.get(ApplicationSignIn));
  for (const handler of sending) app.use('/api', when(isSending, handler));
  const isOfAdministrators = (path: string): boolean => !isSending(path);
  for (const handler of apiRequests) app.use('/api', when(isOfAdministrators, handler));
  app.useGlobalFilters(new ApiProblems(app.get(Logger), app.getHttpAdapter()));
}

/** For a part of what is below `/api`. */
function when(isMeant: (path: string) => boolean, handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (isMeant(`${request.baseUrl}${request.path}`)) return handler(request, response, next);
    next();
  };
}

/** Undefined: the settings name none. */
function openIdProvider(app: NestExpressApplication): OpenIdProvider | undefined {
  const settings = app.get<Settings>(Settings);
  if (settings.openId === undefined) return undefined;
  return new OpenIdProvider({ ...settings.openId, webUrl: publicWebUrl(settings), log: app.get(Logger) });
}

/** What every answer carries; `content` is the page's own content security policy. */
function securityHeaders(content: string): RequestHandler {
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': `${content}; form-action 'self'; frame-ancestors 'none'`,
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'Cache-Control': 'no-store',
    });
    next();
  };
}

/** Longer than proxies keep a connection that has nothing to do, 60 s mostly: whoever closes it first loses no request. */
const idleConnectionMs = 65_000;

/** Listens and makes itself known; resolves with what ends the listening where Nest does not do that by itself. */
export async function listen(
  app: NestExpressApplication,
  { settings, instance }: { readonly settings: Settings; readonly instance: string },
): Promise<{ close(): void }> {
  const endpoint = webEndpoint(settings);
  const { address, port, tls } = endpoint;
  const listening = tls ? await listenTls(app, endpoint) : ((await app.listen(port, address)) as Server);
  listening.keepAliveTimeout = idleConnectionMs;
  await app.get(ServiceRegistry).announce({
    id: instance,
    service: 'admin-center',
    server: settings.server,
    host: hostname(),
    pid: process.pid,
    address,
    listeners: [{ name: 'Web pages', endpoint: { address, port }, state: 'Listening' }],
    state: 'Active',
    startedAt: new Date().toISOString(),
    version,
  });
  return { close: () => void listening.close() };
}

async function listenTls(app: NestExpressApplication, endpoint: WebEndpoint): Promise<Server> {
  await app.init();
  const settings = app.get<Settings>(Settings);
  return listenWithTls({
    endpoint,
    certificates: app.get(OrganizationCertificates),
    fqdn: () => app.get(Directory).organization.fqdnOf(settings),
    onRequest: app.getHttpAdapter().getInstance() as RequestListener,
  });
}
