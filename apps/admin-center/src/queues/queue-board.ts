import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { QueueCatalog } from '@mailyard/queue';
import { Router, type RequestHandler } from 'express';
import type { Queue } from 'bullmq';

/** Bull Board on the queues of a server; a queue that came or went shows with the next request. */
export function queueBoard(catalog: QueueCatalog, path: string): Router {
  const serverAdapter = new ExpressAdapter().setBasePath(path);
  const board = createBullBoard({
    queues: [],
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Mailyard', hideRedisDetails: true } },
  });
  const adapters = new WeakMap<Queue, BullMQAdapter>();
  const adapterOf = (queue: Queue): BullMQAdapter => {
    const known = adapters.get(queue);
    const adapter = known ?? new BullMQAdapter(queue, { allowRetries: false });
    adapters.set(queue, adapter);
    return adapter;
  };
  const followQueues: RequestHandler = async (_request, _response, next) => {
    board.replaceQueues((await catalog.bullQueues()).map(adapterOf));
    next();
  };
  return Router().use(onlySafeActions, followQueues, serverAdapter.getRouter() as RequestHandler);
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
