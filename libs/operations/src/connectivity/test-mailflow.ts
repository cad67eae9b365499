import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { parseMailbox, type Endpoint } from '@mailyard/smtp';
import { messageSummaries } from '@mailyard/tracking-store';
import { z } from 'zod';

import { existingServer } from '../components/existing-server.js';
import type { OperationContext } from '../context.js';
import { operation, OperationError, OperationInputError } from '../operation.js';
import { answered, trackingInput, trackingQuery } from '../tracking/tracking-input.js';
import { answerTo } from './smtp-probe.js';
import { listenersOf } from './test-smtp-connectivity.js';

const result = z
  .object({
    server: z.string(),
    recipient: z.string(),
    messageId: z.string(),
    outcome: z.enum(['Success', 'Failure', 'Late', 'Unconfirmed']),
    latencyMs: z.number().optional().describe('To the last delivery; unconfirmed: until it left the queues.'),
    isRemote: z.boolean().describe('Whether it has left the organization.'),
    details: z.string(),
  })
  .readonly();

type Result = z.output<typeof result>;

export const testMailflow = operation({
  name: 'Test-Mailflow',
  summary: 'Sends a message to a mailbox by the Front End of a server, and tells when it is delivered.',
  input: z.object({
    server: z.string().optional().describe('Default: the one whose queues are meant.'),
    recipient: z.string().optional().describe('Default: the postmaster of the default domain.'),
    errorLatencyMs: z.int().min(1000).max(180_000).default(15_000).describe('Later than that is a failure.'),
  }),
  output: result,
  right: 'Exchange Servers',
  audit: true,
  changes: 'server',
  modified: ({ server, recipient, outcome }) => [`${server} to ${recipient}: ${outcome}`],
  async run({ server: named, recipient: to, errorLatencyMs }, context): Promise<Result> {
    const { organization } = context.directory;
    const server = existingServer(organization, named ?? context.server.name);
    const postmaster = `postmaster@${organization.defaultDomain.DomainName}`;
    const recipient = to ?? postmaster;
    const path = parseMailbox(recipient);
    if (path === undefined) throw new OperationInputError(`${recipient} is no SMTP address`);
    const id = randomUUID();
    const messageId = `<${id}@${context.server.fqdn}>`;
    const header = headerOf({ id, messageId, recipient, postmaster });
    const began = Date.now();
    const reply = await answerTo(await frontEndOf(server, context), {
      helo: context.server.fqdn,
      path,
      header,
    });
    const about = { server, recipient, messageId, isRemote: false };
    if (reply.refusal !== undefined) return { ...about, outcome: 'Failure', details: reply.refusal };
    const { at, ...found } = await awaited({ messageId, accepted: reply.text, errorLatencyMs }, context);
    const latencyMs = at === undefined ? undefined : Math.max(0, at - began);
    const isLate = found.outcome === 'Success' && latencyMs !== undefined && latencyMs > errorLatencyMs;
    return { ...about, ...found, latencyMs, ...(isLate && { outcome: 'Late' as const }) };
  },
});

interface Sent {
  readonly messageId: string;
  /** What was said to its content. */
  readonly accepted: string;
  readonly errorLatencyMs: number;
}

interface Awaited extends Pick<Result, 'outcome' | 'details' | 'isRemote'> {
  /** When it was delivered, or left the queues. */
  readonly at?: number;
}

/**
 * What tracking says of it. While the machine is busy with mail, tracking waits: then it is only known when the message has
 * left its queues.
 */
async function awaited(
  { messageId, accepted, errorLatencyMs }: Sent,
  context: OperationContext,
): Promise<Awaited> {
  const [, internalId] = /InternalId=(\d+)/.exec(accepted) ?? [];
  const begun = performance.now();
  let leftAt: number | undefined;
  for (;;) {
    const found = await outcomeOf(messageId, context);
    if (found !== undefined) return found;
    if (leftAt === undefined && internalId !== undefined) {
      const copies = await context.messages.copies(internalId);
      if (copies.length === 0) leftAt = Date.now();
    }
    const isOver = performance.now() - begun > errorLatencyMs;
    if (isOver) return leftAt === undefined ? waiting : unconfirmed(leftAt);
    await pause(lookMs);
  }
}

const waiting: Awaited = {
  outcome: 'Late',
  details: 'it was accepted, and still waits in a queue: Get-Queue',
  isRemote: false,
};

function unconfirmed(at: number): Awaited {
  const details =
    'it has left its queues; what became of it has not reached the tracking store yet, as the machine is busy';
  return { outcome: 'Unconfirmed', details, isRemote: false, at };
}

const lookMs = 200;

interface TestMessage {
  readonly id: string;
  readonly messageId: string;
  readonly recipient: string;
  readonly postmaster: string;
}

/** RFC 3834 §5: nobody answers it. Its reverse-path is null, so that no notification is made of it either. */
function headerOf({ id, messageId, recipient, postmaster }: TestMessage): Buffer {
  const lines = [
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `From: <${postmaster}>`,
    `To: <${recipient}>`,
    `Subject: Test-Mailflow ${id}`,
    `Message-ID: ${messageId}`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    '',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** Where strangers bring mail: port 25 of the Front End. */
async function frontEndOf(
  server: string,
  { directory: { organization }, registry, server: { portOffset } }: OperationContext,
): Promise<Endpoint> {
  const instances = await registry.live({ server });
  const bindings = organization
    .receiveConnectors(server)
    .filter(({ TransportRole, Enabled }) => Enabled && TransportRole === 'FrontendTransport')
    .flatMap((connector) => connector.Bindings.map((binding) => ({ connector, binding })));
  for (const { connector, binding } of bindings.filter(({ binding: each }) =>
    /(?::25|[^:\d]|^[\d.]+)$/.test(each),
  )) {
    const listeners = listenersOf(connector, binding, { instances, portOffset });
    const there = listeners.find((each) => !('missing' in each));
    if (there?.endPoint !== undefined) return there.endPoint;
  }
  throw new OperationError(`no Front End of ${server} listens on port 25`);
}

const ends: Readonly<Record<string, Result['outcome'] | undefined>> = {
  Delivered: 'Success',
  Sent: 'Success',
  Failed: 'Failure',
  Dropped: 'Failure',
};

/** What tracking knows of it; undefined: it is still under way. */
async function outcomeOf(messageId: string, { tracking }: OperationContext) {
  const query = trackingQuery(trackingInput.parse({ messageId, resultSize: 1 }));
  const { rows } = await answered(messageSummaries(tracking, query));
  const recipients = (rows[0]?.recipients ?? []).filter(({ state }) => !passing.has(state));
  const waits = recipients.some(({ state }) => ends[state] === undefined);
  if (recipients.length === 0 || waits) return undefined;
  const failed = recipients.find(({ state }) => ends[state] === 'Failure');
  const outcome: Result['outcome'] = failed === undefined ? 'Success' : 'Failure';
  const last = failed ?? recipients[0];
  return {
    outcome,
    at: Math.max(...recipients.map(({ at }) => at)),
    isRemote: recipients.some(({ state }) => state === 'Sent'),
    details: last === undefined ? '' : `${last.address}: ${last.status || last.state}`,
  };
}

/** Who has become others. */
const passing: ReadonlySet<string> = new Set(['Expanded', 'Redirected', 'Resolved']);
