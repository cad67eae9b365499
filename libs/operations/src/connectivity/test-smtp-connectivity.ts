import type { ReceiveConnector } from '@mailyard/directory';
import { formatBinding, isWildcard, parseBinding } from '@mailyard/schema';
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
    endPoint: z.string().optional().describe('Where it was tried; absent: no process listens there.'),
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
    const places = organization.receiveConnectors(server).flatMap((connector) =>
      connector.Bindings.map((binding) => {
        const endPoint = listenerOf(connector, binding, { instances, portOffset: own.portOffset });
        return { connector, binding, endPoint };
      }),
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

const serviceOf: Readonly<Record<ReceiveConnector['TransportRole'], string>> = {
  FrontendTransport: 'front-end-transport',
  HubTransport: 'hub-transport',
  MailboxTransportDelivery: 'mailbox-delivery',
};

interface Seen {
  readonly instances: readonly ServiceInstance[];
  readonly portOffset: number;
}

interface Place {
  readonly connector: ReceiveConnector;
  readonly binding: string;
  readonly endPoint: Endpoint | undefined;
}

/** Where a process of the connector’s service listens for the binding. */
function listenerOf(
  { TransportRole }: ReceiveConnector,
  binding: string,
  { instances, portOffset }: Seen,
): Endpoint | undefined {
  const bound = parseBinding(binding);
  if (bound === undefined) return undefined;
  const wanted = { ...bound, port: bound.port + portOffset };
  const endPoints = instances
    .filter(({ service }) => service === serviceOf[TransportRole])
    .flatMap(({ address, listeners }) =>
      listeners
        .filter(({ endpoint, error }) => error === undefined && isFor(wanted, endpoint))
        .map(({ endpoint }) => (isWildcard(endpoint) ? { ...endpoint, address } : endpoint)),
    );
  return endPoints[0];
}

function isFor(wanted: Endpoint, endpoint: Endpoint): boolean {
  if (wanted.port !== endpoint.port) return false;
  return isWildcard(wanted) || isWildcard(endpoint) || wanted.address === endpoint.address;
}

async function tried(
  server: string,
  { connector, binding, endPoint }: Place,
  greetingOnce: (endPoint: Endpoint) => Promise<Greeting>,
): Promise<Result> {
  const endpoint = parseBinding(binding);
  const about = {
    server,
    receiveConnector: connector.Name,
    binding: endpoint === undefined ? binding : formatBinding(endpoint),
  };
  if (!connector.Enabled) {
    return { ...about, statusCode: 'UnableToConnect', details: 'the connector is disabled' };
  }
  if (endPoint === undefined) {
    return { ...about, statusCode: 'UnableToConnect', details: 'no process of the service listens there' };
  }
  const greeting = await greetingOnce(endPoint);
  return {
    ...about,
    endPoint: formatBinding(endPoint),
    statusCode: statusOf(greeting),
    details: greeting.text,
  };
}

function statusOf({ code }: Greeting): Result['statusCode'] {
  if (code === undefined) return 'UnableToConnect';
  if (code === 220) return 'Success';
  return code >= 500 ? 'PermanentError' : 'TransientError';
}
