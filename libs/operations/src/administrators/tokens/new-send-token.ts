import { parseMailbox } from '@mailyard/smtp';
import { domainName, isDomainName, smtpAddress } from '@mailyard/schema';
import { applicationName, type SendScope } from '@mailyard/sign-in';
import { z } from 'zod';

import type { OperationContext } from '../../context.js';
import { ObjectNotFound, objectsNamed } from '../../objects/identity/object-identity.js';
import { onlyTried } from '../../only-tried.js';
import { operation, OperationInputError } from '../../operation.js';
import { ownerOf } from './new-api-token.js';
import { tokenView, tokenViewOf } from './token-view.js';

const dayMs = 86_400_000;

const input = z.object({
  application: z
    .string()
    .regex(applicationName, 'has letters, digits, dots, hyphens and underscores, at most 64')
    .describe('How logs name the application; tokens of one name are of one application.'),
  senders: z
    .array(z.union([smtpAddress, domainName]))
    .max(1_000)
    .readonly()
    .default([])
    .describe(
      'As whom it may write: addresses, and domains for all addresses in them. None: as any in the accepted domains.',
    ),
  recipientDomains: z
    .array(z.union([domainName, z.literal('*')]))
    .max(1_000)
    .readonly()
    .default([])
    .describe('Where its recipients may be; `*`: anywhere. None: in the accepted domains.'),
  connector: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Receive connector whose limits of size, header and recipients hold; absent: that for clients.',
    ),
  messageRate: z.int().min(1).max(1_000_000).optional().describe('Messages a minute; absent: no limit.'),
  administrator: z.string().min(1).optional().describe('With whose account it ends: the own one.'),
  days: z.int().min(1).max(366).default(90).describe('How long it counts.'),
  ...onlyTried,
});

export const newSendToken = operation({
  name: 'New-SendToken',
  summary: 'Makes a token with which an application sends mail by HTTP, and does nothing else.',
  input,
  output: z
    .object({
      ...tokenView.unwrap().shape,
      value: z.string().describe('Shown once; empty when it was only tried.'),
    })
    .readonly(),
  right: 'Receive Connectors',
  audit: true,
  modified: ({ id, send }) => [`make ${id} of ${send?.application ?? ''}`],
  async run({ administrator, days, validateOnly, ...said }, context, caller) {
    const owner = await ownerOf(administrator, caller, context);
    const wanted = {
      description: `sends mail of ${said.application}`,
      account: owner.guid,
      accountName: owner.name,
      readOnly: true,
      send: scopeOf(said, context),
      expiresAt: Date.now() + days * dayMs,
    };
    const unmade = { ...wanted, id: '', hash: '', createdAt: Date.now() };
    const { token, value } = validateOnly ? { token: unmade, value: '' } : await context.tokens.make(wanted);
    return { ...tokenViewOf(token), value };
  },
});

type Said = Pick<
  z.output<typeof input>,
  'application' | 'senders' | 'recipientDomains' | 'connector' | 'messageRate'
>;

function scopeOf(said: Said, { directory: { organization } }: OperationContext): SendScope {
  const { application, senders, recipientDomains, connector: named, messageRate } = said;
  const stranger = senders.find((sender) => organization.acceptedDomain(domainOf(sender)) === undefined);
  if (stranger !== undefined) {
    throw new OperationInputError(`senders: ${stranger} is in no accepted domain of the organization`);
  }
  const found = named === undefined ? [] : objectsNamed('ReceiveConnectors', named, organization);
  const [connector, ...others] = found;
  if (named !== undefined && connector === undefined) throw new ObjectNotFound('Receive connector', named);
  if (others.length > 0) throw new OperationInputError(`connector: ${named} means several`);
  return {
    application,
    senders,
    recipientDomains,
    ...(connector && { connector: connector.Guid }),
    ...(messageRate !== undefined && { messageRate }),
  };
}

function domainOf(sender: string): string {
  return isDomainName(sender) ? sender : (parseMailbox(sender)?.domain ?? '');
}
