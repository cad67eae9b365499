import type {
  DeliveryAgentConnector,
  ForeignConnector,
  Organization,
  SendConnector,
} from '@mailyard/directory';

/** A connector that mail can leave through; all kinds compete by the same rules. */
export type RoutedConnector =
  | ({ readonly kind: 'SendConnector' } & SendConnector)
  | ({ readonly kind: 'DeliveryAgentConnector' } & DeliveryAgentConnector)
  | ({ readonly kind: 'ForeignConnector' } & ForeignConnector);

/** A part of what a connector serves: addresses of one type, at a cost. */
export type AddressSpace = SendConnector['AddressSpaces'][number];

export function routedConnectors(organization: Organization): readonly RoutedConnector[] {
  return [
    ...organization.sendConnectors.map((connector) => ({ kind: 'SendConnector', ...connector }) as const),
    ...organization.deliveryAgentConnectors.map(
      (connector) => ({ kind: 'DeliveryAgentConnector', ...connector }) as const,
    ),
    ...organization.foreignConnectors.map(
      (connector) => ({ kind: 'ForeignConnector', ...connector }) as const,
    ),
  ];
}

/** By its Guid, whatever its kind. */
export function routedConnector(guid: string, organization: Organization): RoutedConnector | undefined {
  const send = organization.sendConnector(guid);
  if (send !== undefined) return { kind: 'SendConnector', ...send };
  const agent = organization.deliveryAgentConnector(guid);
  if (agent !== undefined) return { kind: 'DeliveryAgentConnector', ...agent };
  const foreign = organization.foreignConnector(guid);
  return foreign && { kind: 'ForeignConnector', ...foreign };
}

/** Mail takes it by a mail flow rule alone: it does not take part in the choice by address spaces. */
export function isForRulesAlone(connector: RoutedConnector): boolean {
  return connector.kind === 'SendConnector' && connector.IsTransportRuleScoped;
}

/** Whether a message of so many octets may go through it. */
export function takesSize(
  { MaxMessageSize }: Pick<RoutedConnector, 'MaxMessageSize'>,
  size: number,
): boolean {
  return MaxMessageSize === 'Unlimited' || size <= MaxMessageSize;
}
