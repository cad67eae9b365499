import { guid, isDomainName, nameKey, objectName, oneOf } from '@mailyard/schema';
import { domainKey } from '@mailyard/smtp';
import { z } from 'zod';

export const acceptedDomainSchema = z
  .strictObject({
    Guid: guid,
    Name: objectName,
    DomainName: z
      .string()
      .trim()
      .refine((name) => isDomainName(name.replace(/^\*\./, '')), 'must be a domain or *. and a domain')
      .transform((name) => name.toLowerCase())
      .describe('A domain, or *.domain for all domains below it.'),
    MatchSubDomains: z
      .boolean()
      .default(false)
      .describe('All domains below it as well, as if there were another accepted domain with `*.`.'),
    DomainType: oneOf(['Authoritative', 'InternalRelay', 'ExternalRelay'])
      .default('Authoritative')
      .describe(
        'Authoritative: unknown recipients are refused, and nothing leaves. InternalRelay and ExternalRelay: recipients that are known here get their mail, others go by a Send connector for the domain.',
      ),
    AddressBookEnabled: z
      .boolean()
      .optional()
      .describe(
        'Whether a subscribed Edge refuses recipients that nobody here has. Default: in an authoritative domain. Servers of the organization always look them up.',
      ),
    CatchAllRecipient: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Name, alias or address of the recipient who gets the mail for addresses there that nobody has. Of an authoritative domain only.',
      ),
    Default: z.boolean().default(false).describe('Domain of <Postmaster>; exactly one has it.'),
  })
  .readonly();

export type AcceptedDomain = z.infer<typeof acceptedDomainSchema>;

/** By Name, DomainName or Guid, as a connector's DefaultDomain refers to it. */
export function findAcceptedDomain(
  domains: readonly AcceptedDomain[],
  identity: string,
): AcceptedDomain | undefined {
  const keyOf = (name: string): string => domainKey(nameKey(name));
  const key = keyOf(identity);
  return domains.find((domain) =>
    [domain.Name, domain.DomainName, domain.Guid].some((name) => keyOf(name) === key),
  );
}

/** True when `domain` is the accepted domain's own name or, for `*.name`, below it. */
export function isInDomain(domain: string, acceptedName: string): boolean {
  const [name, accepted] = [domainKey(domain), domainKey(acceptedName)];
  return accepted.startsWith('*.') ? name.endsWith(accepted.slice(1)) : name === accepted;
}
