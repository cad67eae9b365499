import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually } from '@mailyard/testing';
import { stringify } from 'yaml';

import { message } from '../mail/message.js';
import { greeted, transact } from '../mail/send.js';
import { SmtpSink } from '../mail/smtp-sink.js';
import { certificateIn } from '../stack/certificate.js';
import { organizationCommand } from '../stack/organization-command.js';
import { organizationText } from '../stack/organization.js';
import { Services } from '../stack/services.js';

const account = { UserName: 'mailyard@edge01.contoso.com', password: 'Edge-Secret-1' };

/** An Edge server that no subscription knows: its connectors are made by hand, as is the account for the organization. */
const edgeOrganization = (internetPort: number): string =>
  stringify({
    AcceptedDomains: [{ Name: 'edge01', DomainName: 'edge01.contoso.com', Default: true }],
    ReceiveConnectors: [
      { Name: 'Default Frontend EDGE01', Comment: 'From Internet' },
      {
        Name: 'From Internal Org',
        Usage: 'Internal',
        TransportRole: 'FrontendTransport',
        AuthMechanism: 'Tls, BasicAuth, BasicAuthRequireTLS, ExchangeServer',
        Bindings: '0.0.0.0:25',
        RemoteIPRanges: '127.0.0.1',
        Fqdn: 'localhost',
      },
    ],
    Credentials: [
      { Login: account.UserName, PasswordVariable: 'EDGE_ACCOUNT', MemberOf: 'Exchange Servers' },
    ],
    SendConnectors: [
      {
        Name: 'To Internet',
        Usage: 'Internet',
        AddressSpaces: '*',
        DNSRoutingEnabled: false,
        SmartHosts: '[127.0.0.1]',
        Port: internetPort,
      },
    ],
  });

const toEdge = (port: number) => ({
  Name: 'To Edge',
  Usage: 'Internal',
  AddressSpaces: '*',
  DNSRoutingEnabled: false,
  SmartHosts: 'localhost',
  Port: port,
  SourceTransportServers: 'mbx01.contoso.com',
  SmartHostAuthMechanism: 'BasicAuthRequireTLS',
  AuthenticationCredential: { UserName: account.UserName, PasswordVariable: 'EDGE_ACCOUNT' },
});

describe('an Edge server without subscription', () => {
  const env = { EDGE_ACCOUNT: account.password };
  let internet: SmtpSink;
  let edge: Services;
  let mailbox: Services;

  beforeAll(async () => {
    internet = await SmtpSink.start();
    edge = await Services.start({
      organization: edgeOrganization(internet.port),
      env: { ...env, MAILYARD_SERVER: 'EDGE01', MAILYARD_FQDN: 'edge01.contoso.com' },
    });
    const organization = organizationText({ more: { SendConnectors: [toEdge(edge.site.port(25))] } });
    // The hub seals the password that the file names: others wait for it at a first start.
    mailbox = await Services.start({ organization, env, services: ['hub-transport', 'mailbox-delivery'] });
  }, 90_000);
  afterAll(async () => {
    await mailbox.stop();
    await edge.stop();
    await internet.stop();
  }, 60_000);

  async function send(): Promise<string> {
    const client = await greeted(mailbox.site.port(2525));
    await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await certificateIn(mailbox.site.pkiDir)) });
    await client.ehlo('mbx02.contoso.com');
    const sent = message({ from: 'alice@contoso.com', to: 'someone@example.com' });
    const to = { from: 'alice@contoso.com', to: ['someone@example.com'] };
    expect(await transact(client, sent, to)).toMatchObject({ code: 250 });
    await client.quit();
    return sent.id;
  }

  it('mail waits until its certificate is imported, then goes through it to the Internet', async () => {
    const id = await send();
    await eventually(
      async () => {
        const { output } = await organizationCommand(mailbox, 'queue', 'list', '--json');
        expect(output).toMatch(/certificate of localhost is not accepted: it is self-signed/);
      },
      { what: 'the reason why it waits' },
    );
    expect(internet.taken).toEqual([]);

    const trusted = join(mailbox.site.pkiDir, 'trusted');
    await mkdir(trusted, { recursive: true });
    await copyFile(join(edge.site.pkiDir, 'public.crt'), join(trusted, 'edge01.crt'));
    await eventually(() => internet.taken.length > 0, { deadlineMs: 30_000, what: `${id} at the Internet` });
    const [taken = ''] = internet.taken;
    expect(taken).toMatch(/^MAIL FROM:<alice@contoso\.com>.*\r\nRCPT TO:<someone@example\.com>/);
    expect(taken).toContain(id);
    expect(taken).toContain('Received: from mbx01.contoso.com');
    expect(taken).not.toMatch(/X-MS-Exchange-Organization/i);
  });

  it('neither the password nor what it is sealed in is shown', async () => {
    const exported = await organizationCommand(mailbox, 'export');
    expect(exported).toMatchObject({ code: 0, output: expect.stringContaining(account.UserName) as string });
    expect(exported.output).not.toMatch(/Edge-Secret-1|v1\./);
    const stored = JSON.stringify(await mailbox.redis.hvals('{mailyard}:directory:objects'));
    expect(stored).toMatch(/SealedPassword.{5}v1\./);
    expect(stored).not.toContain('Edge-Secret-1');
  });
});
