import { TestClient } from '@mailyard/testing';

import { demoPassword, type Site } from '../stack/site.js';

/** What a client does, in the words of Explain-Connection. */
export interface Question {
  readonly port: number;
  readonly from: string;
  readonly tls: boolean;
  readonly login?: string;
  readonly sender: string;
  readonly size?: number;
  readonly recipient: string;
}

/** What it hears, command by command up to the first refusal, and what it may do at the end. */
export interface Heard {
  readonly banner: string;
  readonly replies: readonly string[];
  /** As {@link plain} has them. */
  readonly rights: readonly string[];
}

/** Numbers that look random, and are the same each time. */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
    return (state >>> 8) % below;
  };
}

const senders = [
  '<>',
  'alice@contoso.com',
  'kate@fabrikam.com',
  'nobody@contoso.com',
  'tom@partner.example',
  'ann@sub.partner.example',
];
const recipients = [
  'alice@contoso.com',
  'nobody@contoso.com',
  'x@example.net',
  'team@contoso.com',
  'postmaster',
];

/** From all over 127.168.0.0/16, where the connectors of the test have their ranges. */
export function questions(count: number): readonly Question[] {
  const random = numbers(31);
  const oneOf = <Value>(values: readonly Value[]): Value => values[random(values.length)] as Value;
  return Array.from({ length: count }, (_, at) => {
    const port = oneOf([25, 25, 25, 587, 2525]);
    const login =
      random(4) === 0 && port === 25 ? oneOf(['alice', 'bob@contoso.com', `stranger-${at}`]) : undefined;
    const size = random(4) === 0 ? oneOf([1_000, 50_000_000]) : undefined;
    return {
      port,
      from: `127.168.${random(6)}.${1 + random(250)}`,
      tls: random(2) === 0,
      sender: oneOf(senders),
      recipient: oneOf(recipients),
      ...(login !== undefined && { login }),
      ...(size !== undefined && { size }),
    };
  });
}

const quick = {
  TarpitInterval: 0,
  AuthTarpitInterval: 0,
  MaxInboundConnectionPerSource: 'Unlimited',
  ProtocolLoggingLevel: 'Verbose',
};
const relayRight = {
  User: String.raw`NT AUTHORITY\ANONYMOUS LOGON`,
  ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'],
};
const anonymous = { PermissionGroups: ['AnonymousUsers'] };

/** Of many sorts. */
const connectors = {
  'E relay': { ...anonymous, AccessControl: [relayRight] },
  'E login': { AuthMechanism: ['Tls', 'BasicAuth'], PermissionGroups: ['ExchangeUsers'] },
  'E login within TLS': {
    AuthMechanism: ['Tls', 'BasicAuth', 'BasicAuthRequireTLS'],
    PermissionGroups: ['ExchangeUsers', 'AnonymousUsers'],
  },
  'E TLS alone': { ...anonymous, RequireTLS: true },
  'E small': { ...anonymous, AuthMechanism: ['None'], MaxMessageSize: 65_536 },
} as const;

/** Their senders are among those of the questions, their hosts are half of the clients. */
const inboundConnectors = {
  'E partner': {
    SenderDomains: ['partner.example'],
    SenderIPAddresses: ['127.168.0.0/23'],
    RestrictDomainsToIPAddresses: true,
  },
  'E below partner': {
    SenderDomains: ['*.partner.example'],
    TlsSenderCertificateName: '*.partner.example',
    RestrictDomainsToCertificate: true,
    RequireTls: false,
  },
  'E fabrikam': { SenderDomains: ['fabrikam.com'], SenderIPAddresses: ['127.168.0.0/22'] },
} as const;

/** Makes them, each with a banner of its own; what is refused is not waited for. */
export async function makeExplained(site: Site): Promise<void> {
  const path = '/receive-connectors';
  const common = { ...quick, Server: 'MBX01', TransportRole: 'FrontendTransport', Usage: 'Custom' };
  for (const [at, [Name, more]] of Object.entries(connectors).entries()) {
    const RemoteIPRanges = [`127.168.${at}.0/24`];
    const made = {
      ...common,
      ...more,
      Name,
      RemoteIPRanges,
      Bindings: ['0.0.0.0:25'],
      Banner: `220 ${Name}`,
    };
    // eslint-disable-next-line no-await-in-loop
    await ask(site, `POST ${path}?force=true`, made);
  }
  for (const [Name, more] of Object.entries(inboundConnectors)) {
    // eslint-disable-next-line no-await-in-loop
    await ask(site, 'POST /inbound-connectors?force=true', { Name, ...more });
  }
  for (const name of ['Default Frontend MBX01', 'Client Frontend MBX01', 'Default MBX01']) {
    const identity = encodeURIComponent(`MBX01\\${name}`);
    // eslint-disable-next-line no-await-in-loop
    await ask(site, `PATCH ${path}/${identity}`, { ...quick, Banner: `220 ${name}` });
  }
}

/** What the administrator is told that it hears. */
export async function explained(site: Site, question: Question): Promise<Heard> {
  const told = (await ask(site, 'POST /operations/Explain-Connection', question)) as {
    readonly winner?: { readonly connector: string; readonly rights: readonly string[] };
    readonly answers: readonly { readonly reply: string }[];
  };
  const name = told.winner?.connector.split('\\')[1] ?? '';
  const rights = (told.winner?.rights ?? []).map(plain).toSorted();
  return { banner: `220 ${name}`, replies: told.answers.map(({ reply }) => reply), rights };
}

/** Directory and protocol log write one right in two ways: `ms-Exch-Accept-Headers-Routing`, `AcceptRoutingHeaders`. */
function plain(right: string): string {
  const name = right.replace(/^ms-Exch-/, '').replace(/^Accept-Headers-(\w+)$/, 'Accept$1Headers');
  return name.replaceAll('-', '').toLowerCase();
}

/** What each session was given last, by the name of its EHLO: as the protocol log has it. */
export async function permissions(site: Site): Promise<ReadonlyMap<string, readonly string[]>> {
  const where = "Context -eq 'Set Session Permissions' -or Data -like 'EHLO client-*'";
  const answer = await ask(site, 'POST /operations/Search-ProtocolLog', { where, minutes: 10 });
  const { lines, skipped } = answer as {
    readonly skipped: number;
    readonly lines: readonly { readonly session: string; readonly event: string; readonly data: string }[];
  };
  if (skipped > 0) throw new Error(`${skipped} lines are not shown`);
  const bySession = Map.groupBy(lines, ({ session }) => session);
  return new Map(
    [...bySession.values()].map((all) => {
      const name = all.find(({ event }) => event === '<')?.data.replace('EHLO ', '') ?? '';
      const rights = all.findLast(({ event }) => event === '*')?.data ?? '';
      return [name, rights === '' || rights === 'None' ? [] : rights.split(' ').map(plain).toSorted()];
    }),
  );
}

export async function ask(site: Site, request: string, body: object): Promise<unknown> {
  const [method = '', path = ''] = request.split(' ');
  const answer = await fetch(`http://127.0.0.1:${site.port(8080)}/api/v1${path}`, {
    method,
    headers: {
      Authorization: `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${request}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** The client calls itself `name`. */
export async function heard(
  site: Site,
  question: Question,
  name = 'client.example',
): Promise<Omit<Heard, 'rights'>> {
  const { port, from, tls, login, sender, size, recipient } = question;
  const client = await TestClient.connect(site.port(port), { localAddress: from });
  try {
    const banner = (await client.reply()).text;
    await client.ehlo(name);
    const replies: string[] = [];
    const said = async (line: string): Promise<boolean> => {
      client.send(line);
      const { text } = await client.reply();
      replies.push(text);
      return !/^[45]/.test(text);
    };
    if (tls && !(await startTls(client, replies, name))) return { banner, replies };
    const secret = Buffer.from(`\0${login ?? ''}\0${demoPassword}`).toString('base64');
    if (login !== undefined && !(await said(`AUTH PLAIN ${secret}`))) return { banner, replies };
    const path = sender === '<>' ? sender : `<${sender}>`;
    if (await said(`MAIL FROM:${path}${size === undefined ? '' : ` SIZE=${size}`}`)) {
      await said(`RCPT TO:<${recipient}>`);
    }
    return { banner, replies };
  } finally {
    client.close();
  }
}

async function startTls(client: TestClient, replies: string[], name: string): Promise<boolean> {
  if (!(await client.ehlo(name)).has('STARTTLS')) {
    client.send('STARTTLS');
    replies.push((await client.reply()).text);
    return false;
  }
  await client.upgradeTls({ command: 'STARTTLS' });
  // What it was answered is seen by nobody but the handshake.
  replies.push('220 2.0.0 SMTP server ready');
  await client.ehlo(name);
  return true;
}
