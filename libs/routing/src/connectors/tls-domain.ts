import type { Organization } from '@mailyard/directory';
import { domainKey } from '@mailyard/smtp';

import type { NextHop } from '../next-hop.js';

/**
 * The domain whose certificate the next hop has to show: with Domain Secure the recipients’, else the TlsDomain of its Send
 * connector, or the recipients’ as well. Undefined: no name is asked for, or that of each smart host.
 */
export function tlsDomainOf(
  { deliveryType, domain, connector: guid }: NextHop,
  organization: Pick<Organization, 'sendConnector' | 'transport'>,
): string | undefined {
  const connector = organization.sendConnector(guid);
  if (connector === undefined) return undefined;
  const { DomainSecureEnabled, TlsAuthLevel, TlsDomain } = connector;
  const ofRecipients = deliveryType === 'DnsConnectorDelivery' ? domain : undefined;
  if (DomainSecureEnabled && isSecured(domain, organization)) return ofRecipients;
  return TlsAuthLevel === 'DomainValidation' ? (TlsDomain ?? ofRecipients) : undefined;
}

function isSecured(domain: string, { transport }: Pick<Organization, 'transport'>): boolean {
  return transport.TLSSendDomainSecureList.some((secure) => domainKey(secure) === domainKey(domain));
}
