import type { FormDeclaration } from '../form-declaration.js';

/** The three pages of Exchange, and what watches over the machine. */
export const serverForm: FormDeclaration = {
  tabs: [
    { name: 'General', parameters: ['Name', 'Fqdn', 'ServerRole', 'ADSite'] },
    { name: 'DNS lookups', parameters: ['ExternalDNSServers', 'InternalDNSServers', 'DnsFaultTolerance'] },
    {
      name: 'Transport limits',
      parameters: [
        'MaxOutboundConnections',
        'MaxPerDomainOutboundConnections',
        'MaxConnectionRatePerMinute',
        /TrustedPeers$/,
      ],
    },
    { name: 'Pickup and replay', parameters: [/^(?:Pickup|Replay|RootDrop)/] },
    { name: 'Back pressure', parameters: [/^Resource/, 'EnableResourceMonitoring', 'RedisDiskSize'] },
    { name: 'Transport logs', parameters: [/Log/, /Tracing/] },
  ],
  labels: {
    ExternalDNSServers: 'External DNS lookups',
    InternalDNSServers: 'Internal DNS lookups',
    MaxOutboundConnections: 'Maximum concurrent outbound connections',
    MaxPerDomainOutboundConnections: 'Maximum concurrent outbound connections per domain',
  },
};
