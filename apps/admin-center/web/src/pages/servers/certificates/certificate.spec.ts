import { commonName, expiresSoon, nameOf, stateOf, type Certificate } from './certificate.js';

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
