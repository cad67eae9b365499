import { receiveConnectorSchema, titleOf } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';
import { z } from 'zod';

import { objectNamed } from '../objects/identity/object-identity.js';
import { operation } from '../operation.js';
import { refusal, refusalsIn } from '../protocol-log/explain-refusal.js';
import { endpointOf, type ProtocolLine } from '../protocol-log/protocol-line.js';
import { Measurements } from '../series/measurements.js';
import { broughtBy } from '../series/series-reader.js';

const question = z
  .object({
    server: z.string(),
    port: z.int(),
    local: z.string(),
    from: z.string(),
    recipient: z.string().optional(),
  })
  .readonly();

const toldRefusal = refusal
  .unwrap()
  .extend({
    session: z.string(),
    remote: z.string(),
    question: question.describe('What to ask Explain-Connection about it.'),
  })
  .readonly();

type ToldRefusal = z.output<typeof toldRefusal>;

const hourMs = 3_600_000;

export const getReceiveConnectorActivity = operation({
  name: 'Get-ReceiveConnectorActivity',
  summary: 'What a Receive connector does: sessions now, messages of the last hour, its last refusals.',
  input: z.object({
    identity: z.string().max(1024).describe('The connector.'),
    refusals: z.int().min(0).max(100).default(5).describe('So many of the last ones.'),
  }),
  output: z
    .object({
      sessions: z.int().describe('That are open.'),
      messages: z.int().describe('That were brought within the last hour.'),
      since: z
        .number()
        .optional()
        .describe('From when on messages were counted, milliseconds since the epoch; absent: not yet.'),
      logged: z.boolean().describe('False: its sessions are in no protocol log here, and refusals unknown.'),
      refusals: z.array(toldRefusal).readonly().describe('Of the last hour, the newest first.'),
    })
    .readonly(),
  right: 'View-Only Configuration',
  audit: false,
  async run({ identity, refusals: most }, context) {
    const { directory, registry, server, recentSeries, protocolLogs } = context;
    const connector = receiveConnectorSchema.parse(
      objectNamed('ReceiveConnectors', identity, directory.organization),
    );
    const name = titleOf('ReceiveConnectors', connector);
    const instances = await registry.live({ server: connector.Server, metrics: true });
    const measured = new Measurements(instances.map(({ metrics }) => metrics));
    const logged = connector.ProtocolLoggingLevel === 'Verbose' && isSameName(connector.Server, server.name);
    const lines = logged ? await protocolLogs.recent(Date.now() - hourMs) : [];
    const ours = lines.filter((line) => line.direction === 'Receive' && line.connector === name);
    const about = { server: connector.Server, portOffset: server.portOffset };
    return {
      sessions: measured.sum('mailyard_smtp_sessions', { connector: name }),
      messages: Math.round(recentSeries.sum(broughtBy(name))),
      ...(recentSeries.since !== undefined && { since: recentSeries.since }),
      logged,
      refusals: lastRefusals(ours, about).slice(0, most),
    };
  },
});

interface About {
  readonly server: string;
  readonly portOffset: number;
}

function lastRefusals(lines: readonly ProtocolLine[], about: About): readonly ToldRefusal[] {
  const sessions = Map.groupBy(lines, ({ session }) => session);
  return [...sessions]
    .flatMap(([session, all]) => refusalsIn(all).map((each) => ({ ...each, ...placeOf(all, session) })))
    .map(({ local, ...each }) => ({ ...each, question: questionOf({ ...each, local }, about) }))
    .toSorted((one, other) => Date.parse(other.time) - Date.parse(one.time));
}

function placeOf(
  [first]: readonly ProtocolLine[],
  session: string,
): Pick<ToldRefusal, 'session' | 'remote'> & Pick<ProtocolLine, 'local'> {
  return { session, remote: first?.remote ?? '', local: first?.local ?? '' };
}

function questionOf(
  { local, remote, command }: Pick<ProtocolLine, 'local'> & Pick<ToldRefusal, 'remote' | 'command'>,
  { server, portOffset }: About,
): z.output<typeof question> {
  const { address, port } = endpointOf(local);
  const recipient = /^RCPT TO:\s*<([^>]+)>/i.exec(command)?.[1];
  return {
    server,
    port: Math.max(0, port - portOffset),
    local: address,
    from: endpointOf(remote).address,
    ...(recipient !== undefined && { recipient }),
  };
}
