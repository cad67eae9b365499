import { principals, type ExtendedRight } from '@mailyard/directory';
import { TestClient } from '@mailyard/testing';

import { alicePassword, connectorOf } from '../testing/contoso.js';
import { TestOrganization, type RunningHub } from '../testing/test-organization.js';

let test: TestOrganization;
let hub: RunningHub;

beforeEach(async () => {
  test = await TestOrganization.start();
  hub = await test.hub();
});
afterEach(() => test.stop());

const everybody = [principals.anonymous, principals.authenticatedUsers];
const submit = 'ms-Exch-SMTP-Submit';

/** No groups: all rights come from entries made by hand. */
function connectorWith(allowed: readonly ExtendedRight[], denied: readonly ExtendedRight[] = []) {
  const entries = (ExtendedRights: readonly ExtendedRight[], Deny: boolean) =>
    everybody.map((User) => ({ User, ExtendedRights, Deny }));
  return connectorOf({
    AuthMechanism: ['Tls', 'BasicAuth'],
    MaxMessageSize: 65_536,
    AccessControl: [...entries(allowed, false), ...(denied.length > 0 ? entries(denied, true) : [])],
  });
}

async function session(port: number, as: 'anonymous' | 'alice'): Promise<TestClient> {
  const client = await TestClient.connect(port);
  await client.expect(/^220 /);
  await client.ehlo();
  const blob = Buffer.from(`\0alice\0${alicePassword}`).toString('base64');
  if (as === 'alice') await client.command(`AUTH PLAIN ${blob}`, /^235 /);
  return client;
}

interface Trial {
  readonly as?: 'anonymous' | 'alice';
  readonly from?: string;
  readonly to?: string;
  readonly header?: string;
  readonly octets?: number;
}

/** Sends one message and tells the first refusal, or `250`. */
async function attempt(port: number, trial: Trial): Promise<string> {
  const { as = 'anonymous', from = 'x@fabrikam.com', to = 'alice@contoso.com' } = trial;
  const client = await session(port, as);
  for (const line of [`MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, 'DATA']) {
    const { code, text } = await client.command(line, /^\d/);
    if (code >= 400) return text.slice(0, 10).trim();
  }
  await client.sendRaw(`${trial.header ?? ''}Subject: x\r\n\r\n${'x'.repeat(trial.octets ?? 1)}\r\n.\r\n`);
  const { code, text } = await client.reply();
  return code === 250 ? '250' : text.slice(0, 10).trim();
}

async function verdict(rights: readonly ExtendedRight[], trial: Trial): Promise<string> {
  const { port } = await test.frontEnd(connectorWith(rights), [hub.hub]);
  return attempt(port, trial);
}

const anySender = 'ms-Exch-SMTP-Accept-Any-Sender';
const external: Trial = { to: 'x@fabrikam.com' };
const asBoss: Trial = { as: 'alice', from: 'bob@contoso.com' };
const fromBoss: Trial = { as: 'alice', from: 'al@contoso.com', header: 'From: Bob <bob@contoso.com>\r\n' };
const spoofed: Trial = { from: 'bob@contoso.com' };
const large: Trial = { octets: 70_000 };

describe('what a right does on the wire', () => {
  it.each<[ExtendedRight, readonly ExtendedRight[], Trial, string]>([
    [submit, [], {}, '530 5.7.57'],
    ['ms-Exch-SMTP-Accept-Any-Recipient', [submit], external, '550 5.7.54'],
    [anySender, [submit], asBoss, '550 5.7.60'],
    [anySender, [submit], fromBoss, '550 5.7.60'],
    ['ms-Exch-SMTP-Accept-Authoritative-Domain-Sender', [submit, anySender], spoofed, '550 5.7.1'],
    ['ms-Exch-Bypass-Message-Size-Limit', [submit], large, '552 5.3.4'],
  ])('%s: without it (but with %j) %j gets %s, with it 250', async (right, others, trial, refusal) => {
    expect(await verdict(others, trial)).toBe(refusal);
    expect(hub.submission.messages).toEqual([]);
    // Somebody else's address in one of our domains needs both rights.
    const both: readonly ExtendedRight[] =
      trial === asBoss ? ['ms-Exch-SMTP-Accept-Authoritative-Domain-Sender'] : [];
    expect(await verdict([...others, ...both, right], trial)).toBe('250');
    expect(hub.submission.messages).toHaveLength(1);
  });

  it('a denial takes a right away that another entry gives', async () => {
    const { port } = await test.frontEnd(
      connectorWith([submit, 'ms-Exch-SMTP-Accept-Any-Recipient'], ['ms-Exch-SMTP-Accept-Any-Recipient']),
      [hub.hub],
    );
    expect(await attempt(port, external)).toBe('550 5.7.54');
    expect(await attempt(port, {})).toBe('250');
  });

  it('the sender of a user without Accept-Any-Sender may be the null reverse-path, yet From must be theirs', async () => {
    const notification = { ...fromBoss, from: '' };
    expect(await verdict([submit], notification)).toBe('550 5.7.60');
    expect(await verdict([submit], { ...notification, header: 'From: alice@contoso.com\r\n' })).toBe('250');
  });

  it('a stranger’s From is nobody’s business: only a login has addresses', async () => {
    expect(await verdict([submit], { header: 'From: bob@contoso.com\r\n' })).toBe('250');
  });
});

const organizationField = 'X-MS-Exchange-Organization-Note';

describe('what a right leaves in the header', () => {
  const header = [
    'Received: from a by b; Fri, 5 Aug 2016 16:24:41 +0000',
    'Resent-From: x@fabrikam.com',
    `${organizationField}: mine`,
    'X-MS-Exchange-Forest-RulesExecuted: mine',
    '',
  ].join('\r\n');
  const brought = ['Resent-From', organizationField, 'X-MS-Exchange-Forest-RulesExecuted'];

  it.each<[readonly ExtendedRight[], readonly string[]]>([
    [[], []],
    [['ms-Exch-Accept-Headers-Routing'], ['Resent-From']],
    [['ms-Exch-Accept-Headers-Organization'], [organizationField]],
    [['ms-Exch-Accept-Headers-Forest'], ['X-MS-Exchange-Forest-RulesExecuted']],
  ])('%j keeps %j', async (rights, kept) => {
    expect(await verdict([submit, ...rights], { header })).toBe('250');
    const [message] = hub.submission.messages;
    expect(brought.filter((name) => message?.header.has(name))).toEqual(kept);
    // Front End's line and the hub's are always there.
    expect(message?.header.count('Received')).toBe(kept.includes('Resent-From') ? 3 : 2);
  });

  it.each<[ExtendedRight, string, string | undefined, string]>([
    ['ms-Exch-SMTP-Accept-Authentication-Flag', 'AuthAs', 'Anonymous', 'Internal'],
    ['ms-Exch-SMTP-Accept-Authentication-Flag', 'MessageDirectionality', 'Incoming', 'Originating'],
    ['ms-Exch-Bypass-Anti-Spam', 'SCL', undefined, '-1'],
  ])('%s: %s is %s without it, %s with it', async (right, name, without, with_) => {
    await verdict([submit], {});
    await verdict([submit, right], {});
    const values = hub.submission.messages.map(({ header: block }) =>
      block.first(`X-MS-Exchange-Organization-${name}`),
    );
    expect(values).toEqual([without, with_]);
  });
});

it.each<[ExtendedRight, string]>([
  ['ms-Exch-SMTP-Accept-XProxyFrom', 'XPROXYFROM SID=1 IP=192.0.2.1 PORT=1 DOMAIN=x CONNECTOR=x PERMS=7'],
  ['ms-Exch-SMTP-Accept-Exch50', 'XEXCH50 1 2'],
  ['ms-Exch-SMTP-Accept-XShadow', 'XSHADOW x'],
  ['ms-Exch-SMTP-Accept-XSessionParams', 'XSESSIONPARAMS x'],
  ['ms-Exch-SMTP-Accept-Xattr', 'XATTR x'],
])('%s opens nothing to clients of Front End', async (right, command) => {
  const { port } = await test.frontEnd(connectorWith([submit, right]), [hub.hub]);
  const client = await session(port, 'anonymous');
  await client.command(command, /^500 5\.3\.3 Unrecognized command$/);
});

it('the hub gives a client no right that its own connector denies Front End', async () => {
  const relay: ExtendedRight[] = ['ms-Exch-SMTP-Accept-Any-Recipient'];
  const strict = await test.hub('strict', {
    connector: { AccessControl: [{ User: principals.hubServers, ExtendedRights: relay, Deny: true }] },
  });
  const { port } = await test.frontEnd(connectorWith([submit, 'ms-Exch-SMTP-Accept-Any-Recipient']), [
    strict.hub,
  ]);
  expect(await attempt(port, external)).toBe('451 4.7.0');
  expect(await attempt(port, {})).toBe('250');
});
