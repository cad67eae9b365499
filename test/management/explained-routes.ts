import { message } from '../mail/message.js';
import { greeted, transact } from '../mail/send.js';
import { demoPassword, type Site } from '../stack/site.js';
import type { OrganizationOptions } from '../stack/organization.js';
import { printers } from '../stack/relay.js';
import { ask, numbers } from './explained-sessions.js';

/** A message, in the words of Explain-Route. */
export interface Mail {
  readonly from: string;
  readonly to: string;
  readonly size: number;
  /** By which the test finds it again. */
  readonly subject: string;
}

/** Nobody answers there: what is for it waits in its queue. */
const closed = { DNSRoutingEnabled: false, SmartHosts: ['[127.0.0.1]'], Port: 9 };
const spaces = (...AddressSpaces: readonly string[]) => ({ AddressSpaces, ...closed });

/** Connectors of which one takes what the other does not, for reasons of all sorts; no one for all domains. */
const connectors = {
  'R cheap': spaces('p1.example;1'),
  'R dear': spaces('p1.example;5', '*.p2.example;5'),
  'R below': spaces('*.p1.example', 'deep.p2.example;9'),
  'R small': { ...spaces('p3.example;1'), MaxMessageSize: 65_536 },
  'R large': spaces('p3.example;50', 'p4.example'),
  'R by DNS': { AddressSpaces: ['p5.example'], UseExternalDNSServersEnabled: true },
  'R off': { ...spaces('p4.example;1', 'p6.example'), Enabled: false },
  'R elsewhere': { ...spaces('p7.example'), SourceTransportServers: ['MBX02'] },
  'R relayed': spaces('inward.example'),
};

/** A second server that does not run, and queues that keep what they have. */
export const ways: OrganizationOptions = {
  // Nobody answers there, too: what DNS cannot tell waits.
  serverSettings: { ExternalDNSServers: ['127.0.0.1:9'] },
  servers: [{ Name: 'MBX02', Fqdn: 'mbx02.contoso.com' }],
  connectors: [printers],
  acceptedDomains: [
    { Name: 'inward', DomainName: 'inward.example', DomainType: 'InternalRelay' },
    { Name: 'outward', DomainName: 'outward.example', DomainType: 'ExternalRelay' },
  ],
  transportSettings: {
    QueueGlitchRetryInterval: '00:10:00',
    TransientFailureRetryInterval: '00:10:00',
    OutboundConnectionFailureRetryInterval: '00:10:00',
  },
  more: {
    SendConnectors: Object.entries(connectors).map(([Name, more]) => ({ Name, Usage: 'Custom', ...more })),
    MailContacts: [
      { Name: 'Wood', EmailAddresses: ['wood@contoso.com'], ExternalEmailAddress: 'kate@p1.example' },
      { Name: 'Lost', EmailAddresses: ['lost@contoso.com'], ExternalEmailAddress: 'kate@nowhere.example' },
    ],
  },
};

const domains = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'inward', 'outward', 'nowhere'];
const ours = ['alice', 'bob', 'team', 'wood', 'lost'];

export function mails(count: number): readonly Mail[] {
  const random = numbers(32);
  const oneOf = (values: readonly string[]): string => values[random(values.length)] ?? '';
  return Array.from({ length: count }, (_, at) => {
    const below = oneOf(['', '', 'sub.', 'deep.']);
    const outside = `x${random(9)}@${below}${oneOf(domains)}.example`;
    return {
      from: oneOf(['<>', 'kate@fabrikam.example', 'alice@contoso.com']),
      to: random(4) === 0 ? `${oneOf(ours)}@contoso.com` : outside,
      size: random(3) === 0 ? 100_000 : 2_000,
      subject: `Way ${at}`,
    };
  });
}

/** Whoever has an address of the organization has signed in. */
export async function brought(site: Site, { from, to, size, subject }: Mail): Promise<void> {
  const isOurs = from.endsWith('@contoso.com');
  const client = await greeted(site.port(isOurs ? 587 : 25));
  if (isOurs) {
    await client.upgradeTls({ command: 'STARTTLS' });
    await client.ehlo();
    const secret = Buffer.from(`\0${from}\0${demoPassword}`).toString('base64');
    await client.command(`AUTH PLAIN ${secret}`, /^235 /);
  }
  const sender = from === '<>' ? '' : from;
  const line = `${'x'.repeat(70)}\r\n`;
  const sent = message({
    from: isOurs ? from : 'kate@fabrikam.example',
    to,
    subject,
    body: line.repeat(size / 72),
  });
  const reply = await transact(client, sent, { from: sender, to: [to] });
  if (reply.code !== 250) throw new Error(`${subject} to ${to}: ${reply.text}`);
  await client.quit();
}

const inNoQueue: Readonly<Record<'failed' | 'unreachable', readonly string[]>> = {
  failed: [],
  unreachable: ['Unreachable'],
};

/** Who is expected in which queue; whoever hears of a failure is in none. */
export async function explainedWay(site: Site, { from, to, size }: Mail): Promise<readonly string[]> {
  const told = (await ask(site, 'POST /operations/Explain-Route', { from, to, size })) as {
    readonly routes: readonly {
      readonly recipient: string;
      readonly outcome: 'routed' | keyof typeof inNoQueue;
      readonly queue?: string;
    }[];
  };
  const waysOf = ({ recipient, outcome, queue = '' }: (typeof told.routes)[number]): readonly string[] =>
    (outcome === 'routed' ? [queue] : inNoQueue[outcome]).map((each) => `${recipient} ${each}`);
  return told.routes.flatMap(waysOf).toSorted();
}

interface Copy {
  readonly subject: string;
  readonly queue: string;
  readonly recipients: readonly string[];
}

/** By subject, who is in which queue. */
export async function waysTaken(site: Site): Promise<ReadonlyMap<string, readonly string[]>> {
  const answer = await ask(site, 'POST /operations/Get-Message', { limit: 1_000 });
  const { rows } = answer as { readonly rows: readonly Copy[] };
  const bySubject = Map.groupBy(rows, ({ subject }) => subject);
  return new Map(
    [...bySubject].map(([subject, copies]) => [
      subject,
      copies.flatMap(({ queue, recipients }) => recipients.map((each) => `${each} ${queue}`)).toSorted(),
    ]),
  );
}
