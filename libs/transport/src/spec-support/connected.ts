import { randomUUID } from 'node:crypto';

import {
  acceptedDomainSchema,
  deliveryAgentConnectorSchema,
  Organization,
  sendConnectorSchema,
  type DeliveryAgentConnector,
  type OrganizationObjects,
  type SendConnector,
} from '@mailyard/directory';

/** The next revision of the organization: with these objects in place of those of their kinds. */
export function changed(organization: Organization, objects: Partial<OrganizationObjects>): Organization {
  return new Organization(organization.revision + 1, { ...organization.objects, ...objects });
}

/** A Send connector of MBX01 for these address spaces, with DNS routing unless more is said. */
export function sendConnector(
  Name: string,
  AddressSpaces: readonly string[],
  more: Readonly<Record<string, unknown>> = {},
): SendConnector {
  const SourceTransportServers = ['MBX01'];
  return sendConnectorSchema.parse({
    Guid: randomUUID(),
    Name,
    AddressSpaces,
    SourceTransportServers,
    ...more,
  });
}

export function deliveryAgentConnector(
  Name: string,
  AddressSpaces: readonly string[],
): DeliveryAgentConnector {
  return deliveryAgentConnectorSchema.parse({
    Guid: randomUUID(),
    Name,
    AddressSpaces,
    SourceTransportServers: ['MBX01'],
    DeliveryProtocol: 'MOBILE',
  });
}

export function relayDomain(DomainName: string) {
  return acceptedDomainSchema.parse({
    Guid: randomUUID(),
    Name: DomainName,
    DomainName,
    DomainType: 'InternalRelay',
  });
}
