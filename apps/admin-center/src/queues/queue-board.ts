import { createBullBoard } from '@bull-board/api';
import { ExpressAdapter } from '@bull-board/express';
import type { QueueCatalog } from '@mailyard/queue';
import { Router, type Express, type RequestHandler } from 'express';
import type { Queue } from 'bullmq';

import { unlessRedisIsAway } from '../health/live-services.js';
import { ownPage } from './board-page.js';
import { MailQueueAdapter } from './mail-queue-adapter.js';

const uiConfig = {
  boardTitle: 'Mailyard',
  hideRedisDetails: true,
  hideDocsLink: true,
  // Hubs work on all queues over one connection each, so no queue has workers that Bull Board could find.
  showWorkers: false,
} as const;

/** Bull Board on the queues of a server; a queue that came or went shows with the next request. */
export function queueBoard(catalog: QueueCatalog, path: string): Router {
  const serverAdapter = new ExpressAdapter().setBasePath(path);
  const board = createBullBoard({
    queues: [],
    serverAdapter,
    options: { uiConfig },
  });
  const adapters = new WeakMap<Queue, MailQueueAdapter>();
  const adapterOf = (queue: Queue): MailQueueAdapter => {
    const known = adapters.get(queue);
    if (known !== undefined) return known;
    const adapter = new MailQueueAdapter(queue, catalog);
    // The connection that all queues share reports an outage once; BullMQ would print it for each of them.
    queue.on('error', () => undefined);
    adapters.set(queue, adapter);
    return adapter;
  };
  const followQueues: RequestHandler = async (_request, response, next) => {
    const found = await unlessRedisIsAway(Promise.all([catalog.bullQueues(), catalog.list()]));
    if (found === undefined) {
      response.status(503).type('text/plain').send('Redis does not answer\n');
      return;
    }
    const [queues, summaries] = found;
    const known = new Map(summaries.map((summary) => [summary.name, summary]));
    board.replaceQueues(
      queues.map((queue) => {
        const adapter = adapterOf(queue);
        const summary = known.get(queue.name);
        if (summary !== undefined) adapter.describe(summary);
        return adapter;
      }),
    );
    next();
  };
  const pages = serverAdapter.getRouter() as Express;
  pages.disable('x-powered-by');
  ownPage(pages);
  return Router().use(onlySafeActions, followQueues, pages);
}

/** Suspend, resume and retry, as Exchange's queue cmdlets do. */
const safeActions = [
  /^\/api\/queues\/(?:[^/]+\/)?(?:pause|resume)$/,
  /^\/api\/queues\/[^/]+\/(?:[^/]+\/)?promote$/,
];

/**
 * Bull Board can also empty queues, remove jobs and edit them. A job is a message that somebody was promised delivery
 * of: it may only go with a notification to its sender, which Bull Board knows nothing about.
 */
const onlySafeActions: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD' || isSafeAction(request.method, request.path)) {
    next();
    return;
  }
  response.status(403).json({ error: 'Here queues can be paused, resumed and promoted only' });
};

export function isSafeAction(method: string, path: string): boolean {
  return method === 'PUT' && safeActions.some((pattern) => pattern.test(path));
}
