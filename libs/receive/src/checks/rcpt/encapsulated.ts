import type { Organization } from '@mailyard/directory';
import { encapsulatedAddress, type Path } from '@mailyard/smtp';

import { domainOf } from './default-domain.js';

/**
 * An address of another mail system behind one of our domains that leaves the organization: a connector takes its type, or
 * the domain belongs to others. That is relay, and whether it exists nobody here knows. In a domain of ours without such a
 * connector it is a local part like any other; so is one that somebody in the directory has.
 */
export function isEncapsulated(path: Path, organization: Organization): boolean {
  const foreign = encapsulatedAddress(path);
  if (foreign === undefined || organization.recipient(path) !== undefined) return false;
  const domain = organization.acceptedDomain(domainOf(path, organization));
  return domain?.DomainType !== 'Authoritative' || hasConnectorFor(foreign.type, organization);
}

function hasConnectorFor(type: string, { objects }: Organization): boolean {
  const { SendConnectors, DeliveryAgentConnectors, ForeignConnectors } = objects;
  return [SendConnectors, DeliveryAgentConnectors, ForeignConnectors].some((connectors) =>
    connectors.some(({ AddressSpaces }) => AddressSpaces.some((space) => space.Type === type)),
  );
}
