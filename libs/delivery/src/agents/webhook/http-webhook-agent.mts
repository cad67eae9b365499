// The agent of the protocol HTTP-WEBHOOK: hands messages to an HTTP endpoint, signed, one or several at a time. It is an agent
// like any other: docs/delivery-agents.md says what it is asked and may answer.
import type { Action, Connector, Delivery } from './delivery-contract.mjs';
import { actionsFor, isAboutMessage } from './webhook-answer.mjs';
import { Batches } from './webhook-batches.mjs';
import { HttpEndpoint } from './http-endpoint.mjs';

interface Known {
  readonly form: string;
  readonly endpoint: HttpEndpoint;
  readonly batches: Batches;
}

/** By connector: connections to its endpoint are kept. */
const known = new Map<string, Known>();

function endpointOf(connector: Connector): Known {
  const form = JSON.stringify(connector);
  const before = known.get(connector.guid);
  if (before?.form === form) return before;
  before?.endpoint.close();
  const endpoint = new HttpEndpoint(connector);
  const batches = new Batches(connector, (items, signal) => deliver(endpoint, items, signal));
  const made = { form, endpoint, batches };
  known.set(connector.guid, made);
  return made;
}

/** What becomes of each message, in order. A batch that is refused for one of its messages comes again one by one. */
async function deliver(
  endpoint: HttpEndpoint,
  items: readonly Delivery['mailItem'][],
  signal: AbortSignal,
): Promise<readonly (readonly Action[])[]> {
  const answer = await endpoint.post(items, signal);
  if (items.length === 1 || !isAboutMessage(answer)) return items.map((item) => actionsFor(item, answer));
  return Promise.all(items.map(async (item) => actionsFor(item, await endpoint.post([item], signal))));
}

export default {
  OnDeliverMailItem({ connector, mailItem }: Delivery, { signal }: { readonly signal: AbortSignal }) {
    return endpointOf(connector).batches.add(mailItem, signal);
  },
};
