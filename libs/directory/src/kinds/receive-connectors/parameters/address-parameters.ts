import { z } from 'zod';

const off = z.boolean().default(false);

/** What a Receive connector makes of addresses and of the domains of recipients. */
export const addressParameters = {
  DefaultDomain: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Accepted domain (its Name, DomainName or Guid) that an address without a domain is given. Without it such an ' +
        'address is refused; Postmaster always belongs to the organization’s default domain.',
    ),
  RejectReservedTopLevelRecipientDomains: off.describe(
    'Recipients in .test, .example, .invalid and .localhost (RFC 2606 §2) are refused with 550 5.1.4.',
  ),
  RejectReservedSecondLevelRecipientDomains: off.describe(
    'Recipients in example.com, example.net and example.org (RFC 2606 §3) are refused with 550 5.1.5.',
  ),
  RejectSingleLabelRecipientDomains: off.describe(
    'Recipients in a domain without a dot are refused with 550 5.1.6.',
  ),
};
