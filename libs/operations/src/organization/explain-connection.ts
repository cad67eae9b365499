import { type Organization } from '@mailyard/directory';
import {
  explainConnector,
  supposedSession,
  type Explanation,
  type InboundVerdict,
  type SupposedConnection,
  type Verdict,
} from '@mailyard/receive';
import { byteSize, domainName, isSameName, isSmtpAddress, pathOf } from '@mailyard/schema';
import type { Path } from '@mailyard/smtp';
import { z } from 'zod';

import { operation, OperationError } from '../operation.js';

const verdict = z.object({
  connector: z.string().describe(String.raw`As in MBX01\Default MBX01.`),
  transportRole: z.string(),
  reason: z.string(),
});

const input = z.object({
  port: z.int().min(0).describe('Local port, as in Bindings.'),
  from: z.string().describe('IP address of the peer.'),
  local: z.string().optional().describe('Local IP address; default: one that no binding names.'),
  tls: z.boolean().default(false).describe('It gives STARTTLS first.'),
  certificate: domainName
    .optional()
    .describe(
      'A host of the certificate that it shows in TLS, of an authority that is trusted; default: none.',
    ),
  login: z.string().optional().describe('It signs in so, with the right password.'),
  sender: z
    .string()
    .refine((text) => senderPath(text) !== undefined, 'is no SMTP address, and not <>')
    .optional()
    .describe('Of MAIL; default: <>, which is everybody’s.'),
  size: byteSize({ min: 0, max: Number.MAX_SAFE_INTEGER }).optional().describe('SIZE of MAIL.'),
  recipient: z.string().refine(isRecipient, 'is no SMTP address').optional(),
  server: z.string().optional(),
});

const command = z.enum(['STARTTLS', 'AUTH', 'MAIL', 'RCPT']);
const answerOf = z.object({ command, reply: z.string() }).readonly();

const inboundVerdict = z
  .object({
    name: z.string(),
    senderDomains: z.array(z.string()).readonly(),
    demands: z
      .array(z.enum(['SenderIPAddresses', 'TlsSenderCertificateName', 'RequireTls']))
      .readonly()
      .describe('The parameters by which it demands something; none: it is there, and demands nothing.'),
    outcome: z
      .enum(['met', 'otherHost', 'address', 'certificate', 'tls'])
      .describe(
        'met: it has what is demanded; otherHost: the connector is about other hosts; else what is missing, for which MAIL is refused.',
      ),
  })
  .readonly();

/** Which connector serves a connection, and why. */
export const connectionExplanation = z
  .object({
    server: z.string(),
    winner: verdict
      .extend({
        principals: z.array(z.string()).readonly(),
        rights: z.array(z.string()).readonly(),
        rightsFrom: z
          .array(z.object({ right: z.string(), from: z.string() }).readonly())
          .readonly()
          .describe('The permission group or the entry that gives each.'),
      })
      .readonly()
      .optional()
      .describe('The connector that serves it, and what the peer is and may do there at the end.'),
    answers: z
      .array(answerOf)
      .readonly()
      .describe('What it hears, command by command, up to the first refusal; nobody’s limit is reached.'),
    answer: answerOf.optional().describe('The last of them, where a recipient is asked about.'),
    inbound: z
      .array(inboundVerdict)
      .readonly()
      .describe('Inbound connectors that are about the sender, in the order in which MAIL asks them.'),
    losers: z.array(verdict.readonly()).readonly(),
  })
  .readonly();

export const explainConnection = operation({
  name: 'Explain-Connection',
  summary:
    'Which Receive connector serves such a connection, why no other does, with which rights, and what is answered.',
  input,
  output: connectionExplanation,
  right: 'View-Only Configuration',
  audit: false,
  run(
    { recipient, server: asked, tls, certificate, login, sender, size, ...connection },
    { directory, server },
  ) {
    const { organization } = directory;
    const name = serverName(organization, asked ?? server.name);
    const { winner, losers } = explained(organization, name, connection);
    const others = losers.map(named);
    if (winner === undefined) {
      return Promise.resolve({ server: name, answers: [], inbound: [], losers: others });
    }
    const client = {
      from: connection.from,
      tls,
      certificate,
      login,
      reversePath: sender === undefined ? null : (senderPath(sender) ?? null),
      declaredBytes: size,
      recipient: recipient === undefined ? undefined : recipientPath(recipient),
    };
    const { principals, rights, answers, inbound } = supposedSession(winner.connector, client, organization);
    const told = answers.map((each) => ({ command: each.command, reply: each.reply.toString() }));
    return Promise.resolve({
      server: name,
      winner: {
        ...named(winner),
        principals,
        rights: rights.map(({ right }) => right),
        rightsFrom: rights,
      },
      answers: told,
      ...(recipient !== undefined && { answer: told.at(-1) }),
      inbound: inbound.map(toldInbound),
      losers: others,
    });
  },
});

function explained(organization: Organization, server: string, connection: SupposedConnection): Explanation {
  const connectors = organization.objects.ReceiveConnectors.filter(({ Server }) =>
    isSameName(Server, server),
  );
  try {
    return explainConnector(connectors, connection);
  } catch (error) {
    if (error instanceof RangeError) throw new OperationError(error.message);
    throw error;
  }
}

function toldInbound({ partner, outcome }: InboundVerdict): z.output<typeof inboundVerdict> {
  const demands = [
    ...(partner.RestrictDomainsToIPAddresses ? (['SenderIPAddresses'] as const) : []),
    ...(partner.RestrictDomainsToCertificate ? (['TlsSenderCertificateName'] as const) : []),
    ...(partner.RequireTls ? (['RequireTls'] as const) : []),
  ];
  return { name: partner.Name, senderDomains: partner.SenderDomains, demands, outcome };
}

function named({ connector: { Server, Name, TransportRole }, reason }: Verdict): z.output<typeof verdict> {
  return { connector: `${Server}\\${Name}`, transportRole: TransportRole, reason };
}

/** The environment of whoever asks may name another server than the one that runs. */
function serverName({ servers }: Organization, name: string): string {
  const [first, ...others] = servers;
  return first !== undefined && others.length === 0 ? first.Name : name;
}

function isRecipient(address: string): boolean {
  return isPostmaster(address) || isSmtpAddress(address);
}

/** Undefined: neither an address nor the null reverse-path. */
function senderPath(text: string): Path | null | undefined {
  if (text === '<>') return null;
  return isSmtpAddress(text) ? pathOf(text) : undefined;
}

function recipientPath(address: string): Path {
  return isPostmaster(address) ? { localPart: address, domain: '' } : pathOf(address);
}

/** RFC 5321 §4.5.1: the one recipient that needs no domain. */
function isPostmaster(address: string): boolean {
  return address.toLowerCase() === 'postmaster';
}
