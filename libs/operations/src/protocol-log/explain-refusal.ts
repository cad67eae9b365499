import { isSmtpAddress } from '@mailyard/schema';
import { z } from 'zod';

import { operation, OperationError } from '../operation.js';
import { connectionExplanation, explainConnection } from '../organization/explain-connection.js';
import { sessionIdentity } from './get-protocol-log.js';
import { endpointOf, type ProtocolLine } from './protocol-line.js';

export const refusal = z
  .object({
    time: z.string().describe('ISO 8601.'),
    command: z.string().describe('What was refused; empty: the connection.'),
    reply: z.string(),
  })
  .readonly();

export const explainRefusal = operation({
  name: 'Explain-Refusal',
  summary: 'What a client was refused in a session, by which connector, and what it would hear now.',
  input: z.object({ session: sessionIdentity }),
  output: z
    .object({
      session: z.string(),
      service: z.string(),
      connector: z.string(),
      local: z.string(),
      remote: z.string(),
      refusals: z.array(refusal).readonly(),
      question: explainConnection.input.describe(
        'What Explain-Connection is asked: the same connection, and the last refused recipient.',
      ),
      now: connectionExplanation
        .optional()
        .describe(
          'Which connector serves such a client now, and what it would hear; of the last refused recipient.',
        ),
    })
    .readonly(),
  right: explainConnection.right,
  audit: false,
  async run({ session }, context, caller) {
    const lines = (await context.protocolLogs.session(session)).filter(
      ({ direction }) => direction === 'Receive',
    );
    const [first] = lines;
    if (first === undefined) {
      throw new OperationError(
        `no protocol log has the session ${session}: it was sent, is too old, or ProtocolLoggingLevel of its connector is None`,
      );
    }
    const { service, connector, local, remote } = first;
    const refusals = refusalsIn(lines);
    const recipient = refusals.map(({ command }) => pathIn(command, 'RCPT TO')).findLast(Boolean);
    const { address, port } = endpointOf(local);
    const question = {
      port: Math.max(0, port - context.server.portOffset),
      from: endpointOf(remote).address,
      local: address,
      ...shownIn(lines),
      ...(recipient === undefined ? {} : { recipient }),
    };
    const now = await explainConnection.run(question, context, caller);
    return { session, service, connector, local, remote, refusals, question, now };
  },
});

function pathIn(command: string, verb: 'MAIL FROM' | 'RCPT TO'): string | undefined {
  const [, path] = /^(MAIL FROM|RCPT TO):\s*<([^>]+)>/i.exec(command)?.slice(1) ?? [];
  return command.toUpperCase().startsWith(verb) ? path : undefined;
}

/** What the client had done before: TLS, a login, the last sender. */
function shownIn(lines: readonly ProtocolLine[]) {
  const login = lines.findLast(({ event, context }) => event === '*' && context === 'authenticated')?.data;
  const said = lines.filter(({ event }) => event === '<').map(({ data }) => data);
  const sender = said.map((data) => pathIn(data, 'MAIL FROM')).findLast(Boolean);
  return {
    tls: said.some((data) => /^STARTTLS\b/i.test(data)),
    ...(login !== undefined && { login }),
    ...(sender !== undefined && isSmtpAddress(sender) && { sender }),
  };
}

/** Commands are answered in their order, also those that came together (RFC 2920 §3.1). */
export function refusalsIn(lines: readonly ProtocolLine[]): readonly z.output<typeof refusal>[] {
  const refusals: z.output<typeof refusal>[] = [];
  const waiting: string[] = [];
  for (const { event, data, time } of lines) {
    if (event === '<') waiting.push(data);
    // The last line of a reply has a space behind its code.
    if (event !== '>' || !/^\d{3}(?: |$)/.test(data)) continue;
    const command = waiting.shift() ?? '';
    if (/^[45]/.test(data)) refusals.push({ time, command, reply: data });
  }
  return refusals;
}
