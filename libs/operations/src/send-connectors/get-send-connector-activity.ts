import { sendConnectorSchema } from '@mailyard/directory';
import { z } from 'zod';

import { objectNamed } from '../objects/identity/object-identity.js';
import { operation } from '../operation.js';
import type { ProtocolLine } from '../protocol-log/protocol-line.js';

const connection = z
  .object({
    session: z.string(),
    time: z.string().describe('When it began, ISO 8601.'),
    remote: z.string(),
    connected: z.boolean().describe('False: nobody answered there.'),
    tls: z.string().optional().describe('The version that it reached, as TLS1_3; absent: none.'),
    error: z
      .string()
      .optional()
      .describe('The last reply 4yz or 5yz of the other side, or why nobody answered.'),
  })
  .readonly();

type Connection = z.output<typeof connection>;

const hourMs = 3_600_000;

export const getSendConnectorActivity = operation({
  name: 'Get-SendConnectorActivity',
  summary: 'What the connections of a Send connector came to within the last hour: TLS and refusals.',
  input: z.object({
    identity: z.string().max(1024).describe('The connector.'),
    connections: z.int().min(1).max(100).default(20).describe('So many of the last ones.'),
  }),
  output: z
    .object({
      logged: z.boolean().describe('False: ProtocolLoggingLevel is None, and connections are unknown.'),
      connections: z.array(connection).readonly().describe('The newest first.'),
    })
    .readonly(),
  right: 'View-Only Configuration',
  audit: false,
  async run({ identity, connections: most }, { directory, protocolLogs }) {
    const { Name, ProtocolLoggingLevel } = sendConnectorSchema.parse(
      objectNamed('SendConnectors', identity, directory.organization),
    );
    if (ProtocolLoggingLevel !== 'Verbose') return { logged: false, connections: [] };
    const lines = await protocolLogs.recent(Date.now() - hourMs);
    const ours = lines.filter(({ direction, connector }) => direction === 'Send' && connector === Name);
    const sessions = [...Map.groupBy(ours, ({ session }) => session).values()];
    const found = sessions.flatMap((all) => connectionOf(all)).toReversed();
    return { logged: true, connections: found.slice(0, most) };
  },
});

const reached = /TLS protocol SP_PROT_(?<version>\w+)_CLIENT negotiation succeeded/;

function connectionOf(lines: readonly ProtocolLine[]): readonly Connection[] {
  const [first] = lines;
  if (first === undefined) return [];
  const tls = lines.map(({ data, context }) => reached.exec(`${data} ${context}`)?.groups?.['version']);
  const refused = lines.findLast(({ event, data }) => event === '<' && /^[45]\d\d/.test(data))?.data;
  const connected = lines.some(({ event }) => event === '+' || event === '<');
  const error = refused ?? (connected ? undefined : lastInformation(lines));
  const version = tls.find((each) => each !== undefined);
  return [
    {
      session: first.session,
      time: first.time,
      remote: first.remote,
      connected,
      ...(version !== undefined && { tls: version }),
      ...(error !== undefined && { error }),
    },
  ];
}

function lastInformation(lines: readonly ProtocolLine[]): string | undefined {
  const told = lines.findLast(({ event }) => event === '*');
  return told && [told.data, told.context].filter((text) => text !== '').join(' ');
}
