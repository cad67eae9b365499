import {
  type DirectoryChange,
  type EdgeSubscription,
  type ObjectsToPut,
  type OrganizationObjects,
  type SendConnector,
} from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';

type NewConnector = NonNullable<ObjectsToPut['SendConnectors']>[number];

export interface WantedConnectors {
  readonly internet: boolean;
  readonly inbound: boolean;
  /** Of the Mailbox servers' port 25, as their Front Ends listen on it. */
  readonly portOffset: number;
  readonly newGuid: () => string;
}

/** The connectors of a subscription, which Edge servers of one site share. */
export function connectorsFor(
  { Name, Site = '' }: Pick<EdgeSubscription, 'Name' | 'Site'>,
  { SendConnectors }: OrganizationObjects,
  { internet, inbound, portOffset, newGuid }: WantedConnectors,
): readonly NewConnector[] {
  const shared = { SourceTransportServers: [Name], Enabled: true };
  const templates: readonly Omit<NewConnector, 'Guid'>[] = [
    ...(internet
      ? [
          {
            ...shared,
            Name: `EdgeSync - ${Site} to Internet`,
            AddressSpaces: ['SMTP:*;100'],
            DNSRoutingEnabled: true,
            DomainSecureEnabled: true,
          },
        ]
      : []),
    ...(inbound
      ? [
          {
            ...shared,
            Name: `EdgeSync - Inbound to ${Site}`,
            AddressSpaces: ['SMTP:--;1'],
            DNSRoutingEnabled: false,
            SmartHosts: ['--'],
            SmartHostAuthMechanism: 'ExchangeServer' as const,
            Port: 25 + portOffset,
          },
        ]
      : []),
  ];
  return templates.map((template) => {
    const known = SendConnectors.find((connector) => isSameName(connector.Name, template.Name));
    return known === undefined ? { ...template, Guid: newGuid() } : withSource(known, Name);
  });
}

function withSource(connector: SendConnector, edge: string): NewConnector {
  const sources = connector.SourceTransportServers;
  const isThere = sources.some((name) => isSameName(name, edge));
  return isThere ? connector : { ...connector, SourceTransportServers: [...sources, edge] };
}

/** An Edge sends by no connector any more: those that nobody else sends by go. */
export function withoutEdge(
  { Name }: Pick<EdgeSubscription, 'Name'>,
  { SendConnectors }: OrganizationObjects,
): Required<Pick<DirectoryChange, 'remove'>> & { readonly put: readonly SendConnector[] } {
  const own = SendConnectors.filter(({ SourceTransportServers }) =>
    SourceTransportServers.some((source) => isSameName(source, Name)),
  );
  const rest = own.map((connector) => ({
    ...connector,
    SourceTransportServers: connector.SourceTransportServers.filter((source) => !isSameName(source, Name)),
  }));
  return {
    put: rest.filter(({ SourceTransportServers }) => SourceTransportServers.length > 0),
    remove: rest
      .filter(({ SourceTransportServers }) => SourceTransportServers.length === 0)
      .map(({ Guid }) => ({ kind: 'SendConnectors', Guid })),
  };
}
