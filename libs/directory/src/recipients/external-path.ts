import { pathOf } from '@mailyard/schema';
import { encapsulate, type Path } from '@mailyard/smtp';

import { externalAddressOf } from '../kinds/recipients/external-address.js';

/** Where mail for a contact or a mail user goes; an address of another mail system travels in one of the default domain. */
export function externalPath(
  { ExternalEmailAddress }: { readonly ExternalEmailAddress: string },
  { defaultDomain }: { readonly defaultDomain: { readonly DomainName: string } },
): Path {
  const external = externalAddressOf(ExternalEmailAddress);
  return external.type === 'SMTP'
    ? pathOf(external.address)
    : encapsulate(external, defaultDomain.DomainName);
}
