import { type Organization } from '@mailyard/directory';
import {
  anonymousAccess,
  anonymousRcpt,
  explainConnector,
  type Explanation,
  type SupposedConnection,
  type Verdict,
} from '@mailyard/receive';
import { isSameName, isSmtpAddress, pathOf } from '@mailyard/schema';
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
  recipient: z.string().refine(isRecipient, 'is no SMTP address').optional(),
  server: z.string().optional(),
});

/** Which connector serves a connection, and why. */
export const connectionExplanation = z
  .object({
    server: z.string(),
    winner: verdict
      .extend({ principals: z.array(z.string()).readonly(), rights: z.array(z.string()).readonly() })
      .readonly()
      .optional()
      .describe('The connector that serves it, and what the peer is and may do there before TLS and login.'),
    answer: z
      .object({ command: z.enum(['MAIL', 'RCPT']), reply: z.string() })
      .readonly()
      .optional()
      .describe('What such a peer hears of the recipient.'),
    losers: z.array(verdict.readonly()).readonly(),
  })
  .readonly();

export const explainConnection = operation({
  name: 'Explain-Connection',
  summary: 'Which Receive connector serves such a connection, why no other does, and with which rights.',
  input,
  output: connectionExplanation,
  right: 'View-Only Configuration',
  audit: false,
  run({ recipient, server: asked, ...connection }, { directory, server }) {
    const { organization } = directory;
    const name = serverName(organization, asked ?? server.name);
    const { winner, losers } = explained(organization, name, connection);
    return Promise.resolve({
      server: name,
      ...(winner === undefined ? {} : { winner: { ...named(winner), ...anonymousAccess(winner.connector) } }),
      ...(winner === undefined || recipient === undefined
        ? {}
        : {
            answer: answer(winner, { from: connection.from, path: recipientPath(recipient) }, organization),
          }),
      losers: losers.map(named),
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

function named({ connector: { Server, Name, TransportRole }, reason }: Verdict): z.output<typeof verdict> {
  return { connector: `${Server}\\${Name}`, transportRole: TransportRole, reason };
}

function answer(
  { connector }: Verdict,
  recipient: { readonly from: string; readonly path: Path },
  organization: Organization,
) {
  const { command, reply } = anonymousRcpt(connector, recipient, organization);
  return { command, reply: reply.toString() };
}

/** The environment of whoever asks may name another server than the one that runs. */
function serverName({ servers }: Organization, name: string): string {
  const [first, ...others] = servers;
  return first !== undefined && others.length === 0 ? first.Name : name;
}

function isRecipient(address: string): boolean {
  return isPostmaster(address) || isSmtpAddress(address);
}

function recipientPath(address: string): Path {
  return isPostmaster(address) ? { localPart: address, domain: '' } : pathOf(address);
}

/** RFC 5321 §4.5.1: the one recipient that needs no domain. */
function isPostmaster(address: string): boolean {
  return address.toLowerCase() === 'postmaster';
}
