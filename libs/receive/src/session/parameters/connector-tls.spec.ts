import { issueAuthority, issueInternal, issuePublic, type KeyPair } from '@mailyard/certificates';
import type { ReceiveConnector } from '@mailyard/directory';
import { eventually, TestClient, type UpgradeOptions } from '@mailyard/testing';

import { connectorWarnings } from '../../warnings/connector-warnings.js';
import { connectorOf, defaultConnector, withTransport } from '../../testing/contoso.js';
import { TestOrganization, type RunningHub } from '../../testing/test-organization.js';

let test: TestOrganization;
let hub: RunningHub;

beforeEach(async () => {
  test = await TestOrganization.start();
  hub = await test.hub();
});
afterEach(() => test.stop());

const tlsConnector = (parameters: Readonly<Record<string, unknown>> = {}) =>
  connectorOf({ AuthMechanism: ['Tls'], PermissionGroups: ['AnonymousUsers'], ...parameters });

async function connected(connector: ReceiveConnector): Promise<TestClient> {
  const { port } = await test.frontEnd(connector, [hub.hub]);
  const client = await TestClient.connect(port);
  await client.expect(/^220 /);
  await client.ehlo();
  return client;
}

async function inTls(connector: ReceiveConnector, options: Partial<UpgradeOptions> = {}) {
  const client = await connected(connector);
  await client.upgradeTls({ command: 'STARTTLS', ...options });
  return client;
}

const shownTo = async (connector: ReceiveConnector) => (await inTls(connector)).serverCertificate?.subject;

const warningsOf = (connector: ReceiveConnector) => {
  const { organization, certificates } = test;
  return connectorWarnings([connector], { organization, certificates, kerberos: false });
};
const old = new Date(Date.now() - 86_400_000);

describe('the certificate of STARTTLS', () => {
  let authority: KeyPair;
  beforeEach(async () => {
    authority = await issueAuthority(old);
    await test.install('certificates', 'mail', await issueInternal(authority, 'mail.contoso.com', old));
    await test.install('certificates', 'relay', await issuePublic('relay.contoso.com', old));
  });

  it.each([
    ['mail.contoso.com', 'CN=mail.contoso.com'],
    ['relay.contoso.com', 'CN=relay.contoso.com\nOU=Mailyard self-signed'],
    ['mbx01.contoso.com', 'CN=mbx01.contoso.com\nOU=Mailyard self-signed'],
    ['unknown.contoso.com', 'CN=mbx01.contoso.com\nOU=Mailyard self-signed'],
  ])('Fqdn %s: %j', async (Fqdn, subject) => {
    expect(await shownTo(tlsConnector({ Fqdn }))).toBe(subject);
  });

  it('R135: TlsCertificateName names issuer and subject, whatever Fqdn is', async () => {
    const TlsCertificateName =
      '<I>OU=Mailyard self-signed, CN=relay.contoso.com<S>CN=relay.contoso.com, OU=Mailyard self-signed';
    expect(await shownTo(tlsConnector({ Fqdn: 'mail.contoso.com', TlsCertificateName }))).toMatch(
      /^CN=relay\./,
    );
  });

  it('a TlsCertificateName that is not there: STARTTLS is not offered, and a warning says why', async () => {
    const connector = tlsConnector({ TlsCertificateName: '<I>CN=Nobody<S>CN=mail.contoso.com' });
    const client = await connected(connector);
    expect((await client.ehlo()).has('STARTTLS')).toBe(false);
    await client.command('STARTTLS', /^500 5\.3\.3 /);
    expect(warningsOf(connector)).toEqual([
      String.raw`STARTTLS is not offered, since there is no certificate <I>CN=Nobody<S>CN=mail.contoso.com: MBX01\Test`,
    ]);
    expect(warningsOf(tlsConnector())).toEqual([]);
  });

  it('a certificate that is replaced is shown to the next session, and the one before goes on', async () => {
    const connector = tlsConnector({ Fqdn: 'mail.contoso.com' });
    const before = await inTls(connector);
    const { serialNumber } = before.serverCertificate ?? {};
    expect(serialNumber).toMatch(/^[0-9A-F]+$/);
    await test.install(
      'certificates',
      'mail',
      await issueInternal(authority, 'mail.contoso.com', new Date()),
    );
    const after = await inTls(connector);
    expect(after.serverCertificate?.subject).toBe('CN=mail.contoso.com');
    expect(after.serverCertificate?.serialNumber).not.toBe(serialNumber);
    await before.ehlo();
  });
});

describe('TlsProfile', () => {
  it.each([
    ['Modern', 'TLSv1.3', 'TLSv1.3'],
    ['Modern', 'TLSv1.2', 'TLSv1.2'],
    ['Modern', 'TLSv1.1', 'refused'],
    ['Modern', 'TLSv1', 'refused'],
    ['Legacy', 'TLSv1.3', 'TLSv1.3'],
    ['Legacy', 'TLSv1.1', 'TLSv1.1'],
    ['Legacy', 'TLSv1', 'TLSv1'],
  ] as const)('%s with a client of %s: %s', async (TlsProfile, maxVersion, expected) => {
    // The other connector of the same process is of the other kind.
    await inTls(tlsConnector({ TlsProfile: TlsProfile === 'Modern' ? 'Legacy' : 'Modern' }));
    const version = await inTls(tlsConnector({ TlsProfile }), { maxVersion }).then(
      ({ tlsVersion }) => tlsVersion,
      () => 'refused',
    );
    expect(version).toBe(expected);
  });
});

describe('mutual TLS (DomainSecureEnabled, TLSReceiveDomainSecureList)', () => {
  let partner: KeyPair;
  let stranger: KeyPair;

  beforeEach(async () => {
    const authority = await issueAuthority(old);
    partner = await issueInternal(authority, 'mail.fabrikam.com', old);
    stranger = await issueInternal(await issueAuthority(old), 'mail.fabrikam.com', old);
    await test.install('trusted', 'fabrikam', { certificate: authority.certificate });
    test.organization = withTransport(test.organization, { TLSReceiveDomainSecureList: 'Fabrikam.com' });
  });

  const partners = () =>
    connectorOf({ AuthMechanism: ['Tls'], PermissionGroups: ['Partners'], DomainSecureEnabled: true });
  const identity = ({ certificate: cert, key }: KeyPair) => ({ cert, key });

  it('a partner is a Partner Server: it submits, and relays nothing', async () => {
    const client = await inTls(partners(), identity(partner));
    await client.ehlo('mail.fabrikam.com');
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await client.command('RCPT TO:<y@example.net>', /^550 5\.7\.54 /);
    await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
    await client.command('DATA', /^354 /);
    await client.sendRaw('Subject: x\r\n\r\nx\r\n.\r\n');
    await client.expect(/^250 2\.6\.0 /);
    const [message] = hub.submission.messages;
    expect(message?.source).toMatchObject({ authAs: 'Partner', authDomain: 'fabrikam.com' });
    expect(message?.header.first('X-MS-Exchange-Organization-AuthAs')).toBe('Partner');
    expect(message?.header.first('X-MS-Exchange-Organization-AuthDomain')).toBe('fabrikam.com');
  });

  it.each<[string, () => KeyPair | undefined]>([
    ['no certificate', () => undefined],
    ['a certificate of a CA that is not trusted', () => stranger],
  ])('%s: nobody, and nothing is accepted', async (_, pair) => {
    const own = pair();
    const client = await inTls(partners(), own === undefined ? {} : identity(own));
    await client.ehlo();
    await client.command('MAIL FROM:<x@fabrikam.com>', /^530 5\.7\.57 /);
  });

  it('a trusted certificate of another domain makes no partner', async () => {
    test.organization = withTransport(test.organization, { TLSReceiveDomainSecureList: 'example.net' });
    const client = await inTls(partners(), identity(partner));
    await client.ehlo();
    await client.command('MAIL FROM:<x@example.net>', /^530 5\.7\.57 /);
  });

  it('mail of a secure domain without mutual TLS waits, other mail does not', async () => {
    const client = await inTls(defaultConnector('Default Frontend'));
    await client.ehlo();
    await client.command('MAIL FROM:<x@fabrikam.com>', /^451 4\.7\.5 Mutual TLS is required/);
    await client.command('MAIL FROM:<x@example.net>', /^250 /);
  });

  it('with mutual TLS it goes through the connector of the Internet, too', async () => {
    const client = await inTls(defaultConnector('Default Frontend'), identity(partner));
    await client.ehlo();
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
  });

  it.each<[string, () => KeyPair | undefined, RegExp]>([
    ['a partner is a partner', () => partner, /^250 /],
    ['who showed no certificate is nobody', () => undefined, /^530 5\.7\.57 /],
    ['whose certificate is not trusted is nobody', () => stranger, /^530 5\.7\.57 /],
  ])('in a resumed session: %s', async (_, pair, reply) => {
    const own = pair();
    const { port } = await test.frontEnd(partners(), [hub.hub]);
    let session: Buffer | undefined;
    for (const resumed of [false, true]) {
      const client = await TestClient.connect(port);
      await client.expect(/^220 /);
      await client.ehlo();
      const identified = own === undefined ? {} : identity(own);
      await client.upgradeTls({ command: 'STARTTLS', ...identified, ...(session && { session }) });
      await client.ehlo();
      expect(client.tlsResumed).toBe(resumed);
      await client.command('MAIL FROM:<x@fabrikam.com>', reply);
      session ??= await eventually(() => client.tlsSession ?? false);
      client.close();
    }
  });

  it('a connector without DomainSecureEnabled asks for no certificate', async () => {
    const client = await inTls(tlsConnector({ PermissionGroups: ['Partners'] }), identity(partner));
    await client.ehlo();
    await client.command('MAIL FROM:<x@fabrikam.com>', /^530 5\.7\.57 /);
  });
});
