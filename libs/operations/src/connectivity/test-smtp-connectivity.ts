import type { ReceiveConnector } from '@mailyard/directory';
import { formatBinding, isSameName, isWildcard, parseBinding } from '@mailyard/schema';
import type { ServiceInstance } from '@mailyard/service';
import type { Endpoint } from '@mailyard/smtp';
import { z } from 'zod';

import { existingServer } from '../components/existing-server.js';
import { operation } from '../operation.js';
import { greetingAt, type Greeting } from './smtp-probe.js';

const statusCodes = [
  'Success',
  'UnableToConnect',
  'TransientError',
  'PermanentError',
  'ExternalError',
] as const;

const result = z
  .object({
    server: z.string(),
    receiveConnector: z.string(),
    binding: z.string(),
    endPoint: z.string().optional().describe('Where it was tried, or should be; absent: no process has it.'),
    statusCode: z.enum(statusCodes),
    details: z.string().describe('What the listener said, or why there is none.'),
  })
  .readonly();

type Result = z.output<typeof result>;

export const testSmtpConnectivity = operation({
  name: 'Test-SmtpConnectivity',
  summary: 'Tries every binding of every Receive connector of a server, and tells what is said there.',
  input: z.object({ server: z.string().optional().describe('Default: the one whose queues are meant.') }),
  output: z.array(result).readonly(),
  right: 'Exchange Servers',
  audit: false,
  async run(input, { directory: { organization }, registry, server: own }) {
    const server = existingServer(organization, input.server ?? own.name);
    const instances = await registry.live({ server });
    const places = organization
      .receiveConnectors(server)
      .flatMap((connector) =>
        connector.Bindings.flatMap((binding) =>
          listenersOf(connector, binding, { instances, portOffset: own.portOffset }).map(
            (listener): Place => ({ connector, binding, listener }),
          ),
        ),
      );
    // Thousands of connectors share one listener.
    const greetings = new Map<string, Promise<Greeting>>();
    const greetingOnce = (endPoint: Endpoint): Promise<Greeting> => {
      const key = formatBinding(endPoint);
      const greeting = greetings.get(key) ?? greetingAt(endPoint.address, endPoint.port);
      greetings.set(key, greeting);
      return greeting;
    };
    return Promise.all(places.map((place) => tried(server, place, greetingOnce)));
  },
});

/** Of an Edge there is one service, and it is as the hubs are. */
const servicesOf: Readonly<Record<ReceiveConnector['TransportRole'], readonly string[]>> = {
  FrontendTransport: ['front-end-transport'],
  HubTransport: ['hub-transport', 'edge-transport'],
  MailboxTransportDelivery: ['mailbox-delivery'],
};

interface Seen {
  readonly instances: readonly ServiceInstance[];
  readonly portOffset: number;
}

/** A socket of a process of the service, or why there is none. */
type Listener = { readonly endPoint: Endpoint } | { readonly endPoint?: Endpoint; readonly missing: string };

interface Place {
  readonly connector: ReceiveConnector;
  readonly binding: string;
  readonly listener: Listener;
}

/** Where processes of the connector’s service listen for the binding, each place once, or should. */
export function listenersOf(
  { Name, TransportRole }: ReceiveConnector,
  binding: string,
  { instances, portOffset }: Seen,
): readonly Listener[] {
  const bound = parseBinding(binding);
  if (bound === undefined) return [];
  const wanted = { ...bound, port: bound.port + portOffset };
  const own = instances.filter(({ service }) => servicesOf[TransportRole].includes(service));
  const found = own.flatMap(({ address, listeners }) =>
    listeners
      .filter(({ name, endpoint }) => isSameName(name, Name) && isFor(wanted, endpoint))
      .map(({ endpoint, error }): Listener & { readonly endPoint: Endpoint } => {
        const endPoint = isWildcard(endpoint) ? { ...endpoint, address } : endpoint;
        return error === undefined ? { endPoint } : { endPoint, missing: `it cannot listen there: ${error}` };
      }),
  );
  if (found.length === 0) return [{ missing: 'no process of the service listens there' }];
  // Of processes that share a listener one greets for all.
  const places = Map.groupBy(found, ({ endPoint }) => formatBinding(endPoint));
  return Array.from(places.values(), (same) => same.find((each) => !('missing' in each)) ?? same[0]).filter(
    (each) => each !== undefined,
  );
}

function isFor(wanted: Endpoint, endpoint: Endpoint): boolean {
  if (wanted.port !== endpoint.port) return false;
  if (isWildcard(wanted) !== isWildcard(endpoint)) return true;
  return wanted.address === endpoint.address;
}

async function tried(
  server: string,
  { connector, binding, listener }: Place,
  greetingOnce: (endPoint: Endpoint) => Promise<Greeting>,
): Promise<Result> {
  const endpoint = parseBinding(binding);
  const about = {
    server,
    receiveConnector: connector.Name,
    binding: endpoint === undefined ? binding : formatBinding(endpoint),
    ...(listener.endPoint !== undefined && { endPoint: formatBinding(listener.endPoint) }),
  };
  if (!connector.Enabled) {
    return { ...about, statusCode: 'UnableToConnect', details: 'the connector is disabled' };
  }
  if ('missing' in listener) return { ...about, statusCode: 'UnableToConnect', details: listener.missing };
  const greeting = await greetingOnce(listener.endPoint);
  return { ...about, statusCode: statusOf(greeting), details: greeting.text };
}

function statusOf({ code }: Greeting): Result['statusCode'] {
  if (code === undefined) return 'UnableToConnect';
  if (code === 220) return 'Success';
  return code >= 500 ? 'PermanentError' : 'TransientError';
}
