import { createBullBoard } from '@bull-board/api';
import { ExpressAdapter } from '@bull-board/express';
import {
  contentRight,
  OperationRightError,
  requireRight,
  rightCure,
  type BoardQueue,
} from '@mailyard/operations';
import { Router, type Express, type RequestHandler } from 'express';

import { callerOf } from '../access/request-caller.js';
import { ownPage } from './board-page.js';
import { MailQueueAdapter, requestCaller, type MailQueueOptions } from './mail-queue-adapter.js';

const uiConfig = {
  boardTitle: 'Mailyard',
  hideRedisDetails: true,
  hideDocsLink: true,
  // Hubs work on all queues over one connection each, so no queue has workers that Bull Board could find.
  showWorkers: false,
} as const;

export interface QueueBoardOptions extends MailQueueOptions {
  readonly path: string;
}

/** Bull Board on the queues of a server; a queue that came or went shows with the next request. */
export function queueBoard({ path, ...from }: QueueBoardOptions): Router {
  const serverAdapter = new ExpressAdapter().setBasePath(path);
  const board = createBullBoard({
    queues: [],
    serverAdapter,
    options: { uiConfig },
  });
  const adapters = new WeakMap<BoardQueue['queue'], MailQueueAdapter>();
  const adapterOf = ({ queue, summary }: BoardQueue): MailQueueAdapter => {
    const adapter = adapters.get(queue) ?? new MailQueueAdapter(queue, from);
    adapters.set(queue, adapter);
    if (summary !== undefined) adapter.describe(summary);
    return adapter;
  };
  const followQueues: RequestHandler = async (request, response, next) => {
    const queues = await from.boardQueues.list();
    if (queues === undefined) {
      response.status(503).type('text/plain').send('Redis does not answer\n');
      return;
    }
    board.replaceQueues(queues.map(adapterOf));
    requestCaller.run(callerOf(request), next);
  };
  const pages = serverAdapter.getRouter() as Express;
  pages.disable('x-powered-by');
  ownPage(pages);
  return Router().use(onlyReaders, onlySafeActions, followQueues, pages);
}

/** A job is shown as it is stored, and a message with its subject. */
const onlyReaders: RequestHandler = (request, response, next) => {
  try {
    requireRight('Bull Board', [contentRight], callerOf(request));
    next();
  } catch (error) {
    if (!(error instanceof OperationRightError)) throw error;
    response.status(403).json({ error: error.message, cure: rightCure(error) });
  }
};

/**
 * Suspend, resume and retry, as Exchange's queue cmdlets do, and Retry-Message and Remove-Message. A job is named as jobs of
 * messages are, so that no other path (`clean/promote`) is taken for one of them.
 */
const safeActions = [
  /^\/api\/queues\/(?:[^/]+\/)?(?:pause|resume)$/,
  /^\/api\/queues\/[^/]+\/promote$/,
  /^\/api\/queues\/[^/]+\/\d+-[\d.a-z]+\/(?:promote|clean)$/,
];

/**
 * Bull Board can also empty queues, add jobs and edit them. A job is a message that somebody was promised delivery of: what
 * happens to it is one of our operations, or does not happen.
 */
const onlySafeActions: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD' || isSafeAction(request.method, request.path)) {
    next();
    return;
  }
  response
    .status(403)
    .json({ error: 'Here queues can be paused, resumed and promoted, and messages removed only' });
};

export function isSafeAction(method: string, path: string): boolean {
  return method === 'PUT' && safeActions.some((pattern) => pattern.test(path));
}
