import { commonName, expiresSoon, nameOf, stateOf, uncoveredNames, type Certificate } from './certificate.js';

const day = 86_400_000;
const of = (more: Partial<Certificate>) =>
  ({
    status: 'Valid',
    notAfter: 100 * day,
    friendlyName: '',
    certificateDomains: [],
    subject: 'CN=a',
    ...more,
  }) as Certificate;

it.each([
  [of({}), 'good'],
  [of({ notAfter: 29 * day }), 'warn'],
  [of({ status: 'Untrusted' }), 'warn'],
  [of({ status: 'DateInvalid' }), 'bad'],
  [of({ status: 'PendingRequest', notAfter: 0 }), 'held'],
])('%j is %s', (certificate, state) => {
  expect(stateOf(certificate, 0)).toBe(state);
});

it('a request has no date on which it ends', () => {
  expect(expiresSoon(of({ status: 'PendingRequest', notAfter: 0 }), 0)).toBe(false);
});

it('is called by its friendly name, a name that it bears, or its subject', () => {
  expect(nameOf(of({ friendlyName: 'Mail', certificateDomains: ['b'] }))).toBe('Mail');
  expect(nameOf(of({ certificateDomains: ['b'] }))).toBe('b');
  expect(nameOf(of({}))).toBe('CN=a');
  expect([commonName('OU=x, CN=mail.contoso.com, O=y'), commonName('O=y')]).toEqual([
    'mail.contoso.com',
    'O=y',
  ]);
});

it('RFC 9525 §6.3: a name is covered by itself and by a wildcard of its last label, while the certificate is valid', () => {
  const connector = (Fqdn: string, more: object = {}) => ({
    Enabled: true,
    Fqdn,
    AuthMechanism: ['Tls'],
    ...more,
  });
  const connectors = [
    connector('MX.contoso.com'),
    connector('relay.contoso.com'),
    connector('a.b.contoso.com'),
    connector('old.fabrikam.com'),
    connector('plain.fabrikam.com', { AuthMechanism: ['None'] }),
    connector('off.fabrikam.com', { Enabled: false }),
  ];
  const certificates = [
    of({ certificateDomains: ['mx.contoso.com'] }),
    of({ certificateDomains: ['*.contoso.com'] }),
    of({ certificateDomains: ['old.fabrikam.com'], status: 'DateInvalid' }),
  ];
  expect(uncoveredNames(connectors, certificates)).toEqual(['a.b.contoso.com', 'old.fabrikam.com']);
});
