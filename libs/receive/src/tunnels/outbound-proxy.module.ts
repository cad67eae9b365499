import { Directory } from '@mailyard/directory';
import { DnsResolvers } from '@mailyard/dns';
import { Logger, ServiceRegistry, Settings } from '@mailyard/service';
import type { Endpoint } from '@mailyard/smtp';
import { Metrics } from '@mailyard/telemetry';
import { Global, Module } from '@nestjs/common';
import { Redis } from 'ioredis';

import { OutboundProxy, type TunnelCounts } from './outbound-proxy.js';
import { OwnEndpoints } from './own-endpoints.js';

/** Provides OutboundProxy and the OwnEndpoints that it must not lead to, for Front End. */
@Global()
@Module({
  providers: [
    {
      provide: OwnEndpoints,
      useFactory: (registry: ServiceRegistry, redis: Redis, logger: Logger) =>
        new OwnEndpoints({
          live: () => registry.live(),
          redis: () => endpointOf(redis),
          onFault: (error) => logger.debug({ error }, 'the list of our listeners was not refreshed'),
        }),
      inject: [ServiceRegistry, Redis, Logger],
    },
    {
      provide: OutboundProxy,
      useFactory: (
        directory: Directory,
        settings: Settings,
        ...[endpoints, metrics]: [OwnEndpoints, Metrics]
      ) => {
        const resolvers = new DnsResolvers();
        const server = () => directory.organization.server(settings.server);
        const proxy: OutboundProxy = new OutboundProxy({
          resolver: (kind) => {
            const { InternalDNSServers = [], ExternalDNSServers = [] } = server() ?? {};
            return resolvers.of(kind === 'external' ? ExternalDNSServers : InternalDNSServers);
          },
          isOurs: (endpoint) => endpoints.has(endpoint),
          server,
          counts: countedBy(metrics, () => proxy.open),
        });
        return proxy;
      },
      inject: [Directory, Settings, OwnEndpoints, Metrics],
    },
  ],
  exports: [OutboundProxy, OwnEndpoints],
})
export class OutboundProxyModule {}

/** Where the connection to Redis has led, whatever names and Sentinels there are. */
function endpointOf(redis: Redis): Endpoint | undefined {
  const { remoteAddress, remotePort } = redis.stream as { remoteAddress?: string; remotePort?: number };
  return remoteAddress === undefined || remotePort === undefined
    ? undefined
    : { address: remoteAddress, port: remotePort };
}

function countedBy(metrics: Metrics, open: () => number): TunnelCounts {
  metrics.gauge('mailyard_front_end_tunnels', {
    help: 'Connections to other organizations that are open for hubs.',
    read: (gauge) => gauge.set(open()),
  });
  const asked = metrics.counter('mailyard_front_end_tunnels_asked_total', {
    help: 'XPROXYTO: connected, refused since no connector allows it, or no host has answered.',
    labels: ['outcome'],
  });
  const octets = metrics.counter('mailyard_front_end_tunnel_octets_total', {
    help: 'Octets between hubs and other organizations.',
    labels: ['direction'],
  });
  return {
    asked: (outcome) => asked.inc({ outcome }),
    ended: ({ sent, received }) => {
      octets.inc({ direction: 'sent' }, sent);
      octets.inc({ direction: 'received' }, received);
    },
  };
}
