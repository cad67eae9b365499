import { z } from 'zod';

import { getNeedsAttention } from '../attention/get-needs-attention.js';
import { getNotification } from '../attention/get-notification.js';
import { confirmMessageOperation } from '../bulk/confirm-message-operation.js';
import { stopMessageOperation, undoMessageOperation } from '../bulk/end-message-operation.js';
import { getMessageOperations } from '../bulk/get-message-operations.js';
import { newMessageOperation } from '../bulk/new-message-operation.js';
import { findObject } from '../find/find-object.js';
import { getFormDeclaration } from '../forms/get-form-declaration.js';
import { OperationInputError, type Operation } from '../operation.js';
import { explainConnection } from '../organization/explain-connection.js';
import { explainRoute } from '../organization/explain-route.js';
import { explainReceiveConnector } from '../receive-connectors/explain-receive-connector.js';
import { explainRefusal } from '../protocol-log/explain-refusal.js';
import { getProtocolLog } from '../protocol-log/get-protocol-log.js';
import { explainQuery } from '../searches/query/explain-query.js';
import { getSearchGroups } from '../searches/get-search-groups.js';
import { getSearchRows } from '../searches/get-search-rows.js';
import { searchMessages } from '../searches/search-messages.js';
import { getTopTalker } from '../tracking/get-top-talker.js';
import { getServiceLog } from '../service-log/get-service-log.js';
import { getServiceActivity } from '../health/get-service-activity.js';
import { getTransportMark } from '../health/get-transport-mark.js';
import { searchProtocolLog } from '../protocol-log/search-protocol-log.js';
import { getTransportSeries } from '../series/get-transport-series.js';

type Said = Readonly<Record<string, unknown>>;

/** An operation under a path that says what it is about, besides its own name. */
export interface Route {
  readonly method: 'get' | 'post';
  /** As OpenAPI writes it; what stands in braces is a field of the input. */
  readonly path: string;
  readonly operation: Operation;
  /** What can be said behind the question mark, where that is not the input itself; it makes the input. */
  readonly query?: z.ZodType<Said>;
  /** Where what was made is; then the answer is 201. */
  readonly made?: (output: Said) => string;
  /** The output is a list, of which there is one. */
  readonly isOne?: boolean;
}

const time = z
  .union([
    z.coerce.number().int().min(0),
    z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  ])
  .describe('Milliseconds since the epoch, or ISO 8601.');

const day = 86_400_000;

const resolutionOf = { 5: 'fiveSeconds', 60: 'minute', 900: 'quarterHour' } as const;

const seriesQuery = z
  .strictObject({
    name: z.union([z.string(), z.array(z.string())]).describe('May be said several times.'),
    from: time,
    to: time.optional(),
    step: z.coerce
      .number()
      .pipe(z.union([z.literal(5), z.literal(60), z.literal(900)]))
      .optional()
      .describe(
        'Seconds: 5, for the last hour, 60, for the last day, or 900, for the last month. Default: 60, or 900.',
      ),
  })
  .transform(({ name, from, to, step }) => {
    const usual = Date.now() - from <= day ? 60 : 900;
    const resolution = resolutionOf[step ?? usual];
    return { names: [name].flat(), from, ...(to === undefined ? {} : { to }), resolution };
  });

/** A text may be a number. */
const searchQuery = z.strictObject({
  list: z.string(),
  text: z.string(),
  zone: z.string().optional(),
  caret: z.coerce.number().optional(),
});

const protocolQuery = z.strictObject({
  where: z.string().optional(),
  minutes: z.coerce.number().optional(),
  limit: z.coerce.number().optional(),
});

/** What pages ask for beyond objects. */
export const routes: readonly Route[] = [
  {
    method: 'post',
    path: '/messages/searches',
    operation: searchMessages,
    made: ({ search }) => `/messages/searches/${String(search)}/rows`,
  },
  { method: 'get', path: '/messages/searches/{search}/rows', operation: getSearchRows },
  { method: 'get', path: '/messages/searches/{search}/groups', operation: getSearchGroups },
  { method: 'get', path: '/operations', operation: getMessageOperations },
  {
    method: 'post',
    path: '/operations',
    operation: newMessageOperation,
    made: ({ id }) => `/operations/${String(id)}`,
  },
  { method: 'get', path: '/operations/{operation}', operation: getMessageOperations, isOne: true },
  { method: 'post', path: '/operations/{operation}/confirm', operation: confirmMessageOperation },
  { method: 'post', path: '/operations/{operation}/undo', operation: undoMessageOperation },
  { method: 'post', path: '/operations/{operation}/stop', operation: stopMessageOperation },
  { method: 'get', path: '/series', operation: getTransportSeries, query: seriesQuery },
  { method: 'get', path: '/series/marks', operation: getTransportMark },
  { method: 'get', path: '/services/activity', operation: getServiceActivity },
  { method: 'get', path: '/services/{process}/log', operation: getServiceLog },
  { method: 'get', path: '/top-talkers', operation: getTopTalker },
  { method: 'get', path: '/needs-attention', operation: getNeedsAttention },
  { method: 'get', path: '/notifications', operation: getNotification },
  { method: 'get', path: '/find', operation: findObject },
  { method: 'get', path: '/forms', operation: getFormDeclaration },
  { method: 'get', path: '/explain/connection', operation: explainConnection },
  { method: 'post', path: '/explain/receive-connector', operation: explainReceiveConnector },
  { method: 'get', path: '/explain/route', operation: explainRoute },
  { method: 'get', path: '/explain/query', operation: explainQuery, query: searchQuery },
  { method: 'get', path: '/explain/refusals/{session}', operation: explainRefusal },
  { method: 'get', path: '/protocol-log', operation: searchProtocolLog, query: protocolQuery },
  { method: 'get', path: '/protocol-log/{session}', operation: getProtocolLog },
];

/** The input of the operation, of what a request says. Its values are checked by the operation. */
export function inputOf(
  { method, query, path }: Route,
  { params, asked, body }: { readonly params: Said; readonly asked: Said; readonly body: unknown },
): Said {
  if (method === 'post') return { ...object(body), ...params };
  if (query === undefined) return { ...withNumbers(asked), ...params };
  const { data, error } = query.safeParse(asked);
  if (data !== undefined) return { ...data, ...params };
  const [issue] = error?.issues ?? [];
  throw new OperationInputError(`${issue?.path.join('.') || path}: ${issue?.message ?? 'cannot be read'}`);
}

function object(body: unknown): Said {
  if (body === undefined) return {};
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Said;
  throw new OperationInputError('the body must be an object');
}

/** Behind a question mark all is text. */
function withNumbers(asked: Said): Said {
  const entries = Object.entries(asked).map(([name, value]) => {
    const isNumber = typeof value === 'string' && /^\d{1,15}$/.test(value);
    return [name, isNumber ? Number(value) : value] as const;
  });
  return Object.fromEntries(entries);
}
