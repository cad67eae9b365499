import { domainName, isDomainName, oneOf, rateOrUnlimited } from '@mailyard/schema';
import { domainKey } from '@mailyard/smtp';
import { z } from 'zod';

const connections = z.union([z.int().min(1).max(2_147_483_647), oneOf(['Unlimited'])]);

/** What may be limited; of the connector or of each destination. */
const limits = {
  MessageRateLimit: rateOrUnlimited,
  ConnectionRateLimit: rateOrUnlimited,
  MaxConcurrentConnections: connections,
};

const entry = z
  .strictObject({
    Domain: z
      .string()
      .trim()
      .transform((name) => name.toLowerCase())
      .refine(
        (name) => name === '*' || isDomainName(name.replace(/^\*\.(?=.)/, '')),
        'must be *, a domain, or *. and a domain, such as *.contoso.com, which stands for contoso.com and all domains below it',
      )
      .optional()
      .describe('Recipients’ domains, each limited for itself.'),
    MxDomain: domainName
      .optional()
      .describe(
        'Domain of the hosts that take the mail, such as outlook.com: all domains there are limited together.',
      ),
    MessageRateLimit: limits.MessageRateLimit.optional(),
    ConnectionRateLimit: limits.ConnectionRateLimit.optional(),
    MaxConcurrentConnections: limits.MaxConcurrentConnections.optional(),
  })
  .refine(
    ({ Domain, MxDomain }) => (Domain === undefined) !== (MxDomain === undefined),
    'must name a Domain or an MxDomain, and not both',
  )
  .refine(
    (each) => Object.keys(limits).some((name) => each[name as keyof typeof limits] !== undefined),
    'must limit something: MessageRateLimit, ConnectionRateLimit or MaxConcurrentConnections',
  )
  .readonly();

export type DestinationLimit = z.infer<typeof entry>;

/** How fast, and over how many connections, a Send connector delivers; ours, since Exchange knows only those of a server. */
export const limitParameters = {
  MessageRateLimit: rateOrUnlimited
    .default('Unlimited')
    .describe(
      'Ours. Messages of all hubs by this connector, evenly spread: a number is so many a minute, else such as `1000/hour`.',
    ),
  ConnectionRateLimit: rateOrUnlimited
    .default('Unlimited')
    .describe('Ours. New connections, in the same way.'),
  MaxConcurrentConnections: connections
    .default('Unlimited')
    .describe('Ours. Connections of the connector at a time, within MaxOutboundConnections of the server.'),
  DestinationLimits: z
    .array(entry)
    .readonly()
    .refine(
      (list) =>
        new Set(list.map(({ Domain = '', MxDomain = '' }) => `${domainKey(Domain)} ${domainKey(MxDomain)}`))
          .size === list.length,
      'must not name a destination twice',
    )
    .default([])
    .describe(
      'Ours. The same three limits of single destinations, as `{ Domain: contoso.com, MessageRateLimit: 30 }`: Domain is a domain, `*.` and a domain, or `*` for each destination; MxDomain in its place counts all domains together whose MX hosts are there. The most specific entry that has a limit gives it, MaxConcurrentConnections in place of MaxPerDomainOutboundConnections of the server.',
    ),
};
