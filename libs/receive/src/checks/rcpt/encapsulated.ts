import { foreignAddress, type Organization } from '@mailyard/directory';
import { encapsulatedAddress, type Path } from '@mailyard/smtp';

import { domainOf } from './default-domain.js';

/**
 * An address of another mail system behind one of our domains that leaves the organization: a connector takes its type, or
 * the domain belongs to others, who may take it for such a one. That is relay, and whether it exists nobody here knows. In a
 * domain of ours that is not the default one, or without such a connector, it is a local part like any other; so is one that
 * somebody in the directory has. An Edge takes every such address for one: what is behind it may have connectors.
 */
export function isEncapsulated(path: Path, organization: Organization): boolean {
  const foreign = encapsulatedAddress(path);
  if (foreign === undefined || organization.recipient(path) !== undefined) return false;
  if (organization.edge !== undefined) return true;
  const domain = organization.acceptedDomain(domainOf(path, organization));
  if (domain?.DomainType !== 'Authoritative') return true;
  return foreignAddress(path, organization) !== undefined && hasConnectorFor(foreign.type, organization);
}

function hasConnectorFor(type: string, { objects }: Organization): boolean {
  const { SendConnectors, DeliveryAgentConnectors, ForeignConnectors } = objects;
  return [SendConnectors, DeliveryAgentConnectors, ForeignConnectors].some((connectors) =>
    connectors.some(({ AddressSpaces }) => AddressSpaces.some((space) => space.Type === type)),
  );
}
