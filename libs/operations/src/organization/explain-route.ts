import { isGroup, type Organization } from '@mailyard/directory';
import {
  explainRoute as explained,
  queueNameOf,
  type ConnectorVerdict,
  type ExplainedRoute,
  type RouteExplanation,
} from '@mailyard/routing';
import { byteSize, isSameName, isSmtpAddress, pathOf } from '@mailyard/schema';
import { encapsulate, formatPath, type Path } from '@mailyard/smtp';
import { z } from 'zod';

import { operation, OperationError } from '../operation.js';

const verdict = z
  .object({ connector: z.string(), kind: z.string().describe('SendConnector, say.'), reason: z.string() })
  .readonly();

const route = z
  .object({
    recipient: z.string().describe('The primary address of a mailbox.'),
    outcome: z.enum(['routed', 'failed', 'unreachable']),
    reason: z.string(),
    deliveryType: z.string().optional(),
    nextHopDomain: z.string().optional(),
    queue: z.string().optional().describe('Its name in Redis.'),
    said: z.string().optional().describe('The reply of the DSN, or the LastError in Unreachable.'),
  })
  .readonly();

const input = z.object({
  from: z.string().refine(isSender, 'is no SMTP address, nor <>'),
  to: z.string().refine(isRecipient, 'is no SMTP address, nor an address of another type such as FAX:+49123'),
  size: byteSize({ min: 0, max: Number.MAX_SAFE_INTEGER }).default(10_240).describe('Of header and content.'),
  server: z.string().optional().describe('Where the message is; default: the server of whoever asks.'),
});

const output = z
  .object({
    server: z.string(),
    from: z.string().describe('Whoever hears of a failure; empty: nobody.'),
    to: z.string(),
    size: z.number(),
    group: z.string().optional().describe('The group that the recipient is.'),
    routes: z.array(route).readonly(),
    winner: verdict.optional(),
    losers: z.array(verdict).readonly(),
  })
  .readonly();

export const explainRoute = operation({
  name: 'Explain-Route',
  summary: 'Which way a message takes, why, and why by no other connector.',
  input,
  output,
  right: 'View-Only Configuration',
  audit: false,
  run({ from, to, size, server: asked }, { directory, server }) {
    const { organization } = directory;
    const place = { server: knownServer(asked ?? server.name, organization), portOffset: server.portOffset };
    const recipient = recipientPath(to, organization);
    const reversePath = isNull(from) ? null : pathOf(from);
    const explanation = explained({ reversePath, recipient, size }, organization, place);
    return Promise.resolve({
      server: place.server,
      from: isNull(from) ? '' : from,
      to,
      size,
      ...told(explanation),
    });
  },
});

function told({ found, routes, winner, losers }: RouteExplanation) {
  return {
    ...(found !== undefined && isGroup(found) ? { group: found.Name } : {}),
    routes: routes.map(toldRoute),
    ...(winner === undefined ? {} : { winner: toldVerdict(winner) }),
    losers: losers.map(toldVerdict),
  };
}

function toldVerdict({ connector: { kind, Name }, reason }: ConnectorVerdict): z.output<typeof verdict> {
  return { connector: Name, kind, reason };
}

function toldRoute(explainedRoute: ExplainedRoute): z.output<typeof route> {
  const { outcome, reason } = explainedRoute;
  const recipient = formatPath(explainedRoute.recipient);
  switch (explainedRoute.outcome) {
    case 'routed': {
      const { nextHop } = explainedRoute;
      const { deliveryType, domain: nextHopDomain } = nextHop;
      return { recipient, outcome, reason, deliveryType, nextHopDomain, queue: queueNameOf(nextHop) };
    }
    case 'failed':
      return { recipient, outcome, reason, said: explainedRoute.reply.toString() };
    case 'unreachable':
      return { recipient, outcome, reason, said: explainedRoute.lastError };
  }
}

function knownServer(name: string, { servers }: Organization): string {
  const known = servers.find(({ Name }) => isSameName(Name, name));
  if (known === undefined) throw new OperationError(`no server ${name}`);
  return known.Name;
}

/** FAX:+49123, X400:c=US;a=… */
const otherType = /^(?<type>[a-z][a-z0-9.]*):(?<address>.+)$/i;

/** An address of another type travels in one of the default domain. */
function recipientPath(text: string, { defaultDomain }: Organization): Path {
  if (isPostmaster(text)) return { localPart: text, domain: defaultDomain.DomainName };
  const { type = '', address = '' } = otherType.exec(text)?.groups ?? {};
  if (type === '') return pathOf(text);
  return type.toUpperCase() === 'SMTP'
    ? pathOf(address)
    : encapsulate({ type, address }, defaultDomain.DomainName);
}

function isRecipient(text: string): boolean {
  const { type = '', address = '' } = otherType.exec(text)?.groups ?? {};
  if (type !== '' && type.toUpperCase() !== 'SMTP') return true;
  return isPostmaster(text) || isSmtpAddress(type === '' ? text : address);
}

function isSender(text: string): boolean {
  return isNull(text) || isSmtpAddress(text);
}

function isNull(text: string): boolean {
  return text === '' || text === '<>';
}

function isPostmaster(text: string): boolean {
  return text.toLowerCase() === 'postmaster';
}
