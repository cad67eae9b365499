import { describeSlowDown, RedisOutboundLimits, type Shortage } from '@mailyard/delivery';
import type { Organization } from '@mailyard/directory';
import type { ServiceProcess } from '@mailyard/service';
import type { Metrics } from '@mailyard/telemetry';
import type { Redis } from 'ioredis';

export interface OutboundLimitsParts {
  readonly process: ServiceProcess;
  readonly redis: Redis;
  readonly metrics: Metrics;
  readonly organization: () => Organization;
  readonly onShortage: (shortage: Shortage) => void;
}

/** The limits of the Send connectors, which all hubs of the server keep together; what becomes of them is told. */
export function outboundLimits({
  process,
  redis,
  metrics,
  ...parts
}: OutboundLimitsParts): RedisOutboundLimits {
  const { settings, logger } = process;
  const limits = new RedisOutboundLimits({
    redis,
    server: settings.server,
    onShortage: parts.onShortage,
    onSlowedDown: (destination, slowDown) =>
      logger.warn({ destination }, `a destination is ${describeSlowDown(slowDown, Date.now())}`),
    onFault: (error) => logger.debug({ error }, 'limits of outbound connections: Redis did not answer'),
  });
  metrics.gauge('mailyard_outbound_connections', {
    help: 'Connections by Send connectors, being made or open, of this process.',
    labels: ['connector'],
    read: (gauge) => {
      gauge.reset();
      for (const [guid, count] of limits.connections) {
        gauge.set({ connector: parts.organization().sendConnector(guid)?.Name ?? guid }, count);
      }
    },
  });
  metrics.gauge('mailyard_slowed_destinations', {
    help: 'Destinations that get less since they answered 421 or 4.7.X, of the server.',
    read: (gauge) => gauge.set(limits.slowDowns.size),
  });
  return limits;
}
