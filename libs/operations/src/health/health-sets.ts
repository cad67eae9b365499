import type { Degradation, ServerRole, ServiceInstance, ServiceState } from '@mailyard/service';

import type { QueueSummary } from '@mailyard/queue';

import type { QueueLengths } from './queue-lengths.js';

/** Of Exchange's alert values those that a monitor here can have. */
export const alertValues = ['Healthy', 'Disabled', 'Degraded', 'Unhealthy'] as const;
export type AlertValue = (typeof alertValues)[number];

export interface Monitor {
  readonly healthSet: string;
  readonly name: string;
  readonly alertValue: AlertValue;
  /** Of what it found: a queue, a path, a number. */
  readonly details?: string;
}

export interface SeenServer {
  readonly role: ServerRole;
  /** Of the server, and what looks at it from outside. */
  readonly instances: readonly Pick<
    ServiceInstance,
    'service' | 'state' | 'listeners' | 'degradations' | 'pressure'
  >[];
  readonly lengths: QueueLengths;
  readonly queues: readonly Pick<
    QueueSummary,
    'identity' | 'nextHopCategory' | 'retryCount' | 'lastError' | 'tlsDomain'
  >[];
  /** Of the component Monitoring: who is off alerts nobody. */
  readonly monitoring: ServiceState;
}

type Finding = Omit<Monitor, 'healthSet' | 'name'>;
type Look = (seen: SeenServer) => Finding;

const healthy: Finding = { alertValue: 'Healthy' };

const services = {
  FrontendTransport: 'front-end-transport',
  HubTransport: 'hub-transport',
  MailboxTransport: 'mailbox-delivery',
  EdgeTransport: 'edge-transport',
} as const;

/** What queues mail, in an organization or at its perimeter. */
const queueing = (set: 'HubTransport' | 'EdgeTransport') =>
  ({
    ActiveQueueDrainFailure: without('queue-stands-still', 'Unhealthy'),
    SubmissionQueue: within('submission', 100, 200),
    QueueInternalAggregate: within('internal_aggregate_delivery', 3_000, 5_000),
    QueueExternalAggregate: within('external_aggregate_delivery', 3_000, 5_000),
    QueueRemoteRetry: within('retry_remote_delivery', 99, Infinity),
    MessagesDeferredDuringCategorization: within('unreachable', 99, Infinity),
    PoisonQueue: within('poison', 0, Infinity),
    EdgeTransportBackpressureSustainedTime: unpressed(set),
    'Transport.LowDiskSpace': unpressed(set, /^UsedDiskSpace/),
    'Messages.failed.to.be.made.redundant': without('redundancy-missing', 'Degraded'),
    TransportAgents: without('transport-agent-failing', 'Degraded'),
    'Transport.ServerCertExpireSoon': without('certificate-expires', 'Degraded'),
    'Transport.SendConnAuth': without('secret-not-opened', 'Degraded'),
    'Transport.SendConnTLS': reachedInTls(() => true),
    'Transport.DomainSecure': reachedInTls(({ tlsDomain }) => tlsDomain !== undefined),
    TransportDatabase: without(['redis-refuses-writes', 'redis-not-durable'], 'Unhealthy'),
  }) satisfies Readonly<Record<string, Look>>;

type Monitors = Readonly<Record<string, Readonly<Record<string, Look>>>>;

/** Monitors by their health sets, in Exchange's words where it has such a one. */
const monitors: Readonly<Record<ServerRole, Monitors>> = {
  Mailbox: {
    FrontendTransport: {
      FrontendTransportServiceRunning: running('FrontendTransport'),
      FrontendTransportListeners: listening('FrontendTransport'),
      FrontendTransportBackpressureSustainedTime: unpressed('FrontendTransport'),
    },
    HubTransport: {
      HubTransportServiceRunning: running('HubTransport'),
      HubAvailability: listening('HubTransport'),
      ...queueing('HubTransport'),
      QueueMailboxRetry: within('retry_mailbox_delivery', 99, Infinity),
      QueueNonSMTPRetry: within('retry_non_smtp_delivery', 99, Infinity),
      DirectorySources: without('directory-source-failing', 'Degraded'),
    },
    MailboxTransport: {
      MailboxDeliveryServiceRunning: running('MailboxTransport'),
      MailboxDeliveryAvailability: listening('MailboxTransport'),
      MailboxDatabases: without('mailbox-database-missing', 'Unhealthy'),
      DeliveryBackpressureSustainedTime: unpressed('MailboxTransport'),
    },
  },
  Edge: {
    EdgeTransport: {
      EdgeTransportServiceRunning: running('EdgeTransport'),
      EdgeAvailability: listening('EdgeTransport'),
      ...queueing('EdgeTransport'),
    },
  },
};

/** What stands in the error of a next hop that has not shown the certificate, or offered the TLS, that is asked of it. */
const ofTls = /\b(?:START)?TLS\b|certificate|MTA-STS|\bDANE\b/i;

/** No queue of such a kind waits since its next hop and we do not agree on TLS. */
function reachedInTls(ofKind: (queue: SeenServer['queues'][number]) => boolean): Look {
  return ({ queues }) => {
    const failing = queues.filter(
      (queue) =>
        queue.nextHopCategory === 'External' &&
        queue.retryCount > 0 &&
        ofTls.test(queue.lastError ?? '') &&
        ofKind(queue),
    );
    const [first] = failing;
    if (first === undefined) return healthy;
    return { alertValue: 'Degraded', details: `${first.identity}: ${first.lastError ?? ''}` };
  };
}

/** Every monitor of a server, as it is at this moment. */
export function serverHealth(seen: SeenServer): readonly Monitor[] {
  return Object.entries(monitors[seen.role]).flatMap(([healthSet, ofSet]) =>
    Object.entries(ofSet).map(([name, look]) => {
      const found = seen.monitoring === 'Active' ? look(seen) : ({ alertValue: 'Disabled' } as const);
      return { healthSet, name, ...found };
    }),
  );
}

export interface HealthSet {
  readonly healthSet: string;
  /** The worst of its monitors. */
  readonly alertValue: AlertValue;
  readonly monitorCount: number;
}

export function healthSetsOf(
  all: readonly Pick<Monitor, 'healthSet' | 'alertValue'>[],
): readonly HealthSet[] {
  const sets = [...new Set(all.map(({ healthSet }) => healthSet))];
  return sets.map((healthSet) => {
    const own = all.filter((monitor) => monitor.healthSet === healthSet);
    const worst = Math.max(...own.map(({ alertValue }) => alertValues.indexOf(alertValue)));
    return { healthSet, alertValue: alertValues[worst] ?? 'Healthy', monitorCount: own.length };
  });
}

function running(set: keyof typeof services): Look {
  return ({ instances }) => {
    const own = instances.filter(({ service }) => service === services[set]);
    const active = own.filter(({ state }) => state === 'Active').length;
    if (active === own.length && active > 0) return healthy;
    const details = `${active} of ${own.length} processes are active`;
    return { alertValue: active > 0 ? 'Degraded' : 'Unhealthy', details };
  };
}

function listening(set: keyof typeof services): Look {
  return ({ instances }) => {
    const own = instances.filter(({ service }) => service === services[set]);
    const all = own.flatMap(({ listeners }) => listeners);
    const failed = all.filter(({ state }) => state === 'Failed');
    if (failed.length === 0 && all.length > 0) return healthy;
    const details = failed.map(({ name, error = '' }) => `${name}: ${error}`).join('; ');
    return { alertValue: failed.length < all.length ? 'Degraded' : 'Unhealthy', details };
  };
}

function unpressed(set: keyof typeof services, named = /./): Look {
  return ({ instances }) => {
    const own = instances.filter(({ service }) => service === services[set]);
    const short = own
      .flatMap(({ pressure }) => pressure?.resources ?? [])
      .filter(({ resource, level }) => level !== 'Low' && named.test(resource));
    if (short.length === 0) return healthy;
    const details = short
      .map(({ resource, level, value }) => `${resource} is ${level} at ${value}`)
      .join('; ');
    return { alertValue: short.some(({ level }) => level === 'High') ? 'Unhealthy' : 'Degraded', details };
  };
}

function without(codes: string | readonly string[], alertValue: AlertValue): Look {
  return ({ instances }) => {
    const found = instances
      .flatMap(({ degradations = [] }: { readonly degradations?: readonly Degradation[] }) => degradations)
      .filter(({ code }) => [codes].flat().includes(code));
    if (found.length === 0) return healthy;
    return { alertValue, details: found.map(({ subject, reason }) => `${subject}: ${reason}`).join('; ') };
  };
}

function within(name: keyof QueueLengths, most: number, tooMany: number): Look {
  return ({ lengths }) => {
    const length = lengths[name];
    if (length <= most) return healthy;
    return { alertValue: length > tooMany ? 'Unhealthy' : 'Degraded', details: `${length} messages` };
  };
}
