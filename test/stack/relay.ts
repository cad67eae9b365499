/** Whoever comes to port 25 may relay, as README has it for printers. */
export const printers = {
  Name: 'Printers',
  TransportRole: 'FrontendTransport',
  Bindings: ['0.0.0.0:25'],
  RemoteIPRanges: ['127.0.0.1'],
  PermissionGroups: ['AnonymousUsers'],
  AccessControl: [
    {
      User: String.raw`NT AUTHORITY\ANONYMOUS LOGON`,
      ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'],
    },
  ],
  TarpitInterval: 0,
  MaxInboundConnectionPerSource: 'Unlimited',
  MaxInboundConnectionPercentagePerSource: 100,
  MessageRateLimit: 'Unlimited',
};

/** A Send connector for one domain, `name`.example, to a host of the test. */
export function sendConnector(
  name: string,
  port: number,
  settings: Readonly<Record<string, unknown>> = {},
): object {
  return {
    Name: `To ${name}`,
    Usage: 'Custom',
    AddressSpaces: [`${name}.example`],
    Port: port,
    DNSRoutingEnabled: false,
    SmartHosts: ['[127.0.0.1]'],
    ...settings,
  };
}

/** By DNS in place of a smart host. */
export const byDns = { DNSRoutingEnabled: true, SmartHosts: [] };
