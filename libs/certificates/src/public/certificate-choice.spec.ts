import { X509Certificate } from 'node:crypto';

import { chooseCertificate, type PublicCertificate } from './certificate-choice.js';
import { issueAuthority, issueInternal, issuePublic, type KeyPair } from '../pki/issue.js';

const now = new Date('2026-06-01T00:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
let authority: KeyPair;

beforeAll(async () => {
  authority = await issueAuthority(daysAgo(1000));
});

const certificateOf = (pair: KeyPair): PublicCertificate => ({
  pair,
  x509: new X509Certificate(pair.certificate),
});
const signed = async (fqdn: string, days: number) =>
  certificateOf(await issueInternal(authority, fqdn, daysAgo(days)));
const selfSigned = async (fqdn: string, days: number) =>
  certificateOf(await issuePublic(fqdn, daysAgo(days)));

describe('the certificate for a name', () => {
  const fqdn = 'mail.contoso.com';

  it('bears it, or covers it with a wildcard', async () => {
    const [exact, wildcard] = [await signed(fqdn, 5), await signed('*.contoso.com', 5)];
    expect(chooseCertificate([exact], { fqdn: 'MAIL.contoso.com' }, now)).toBe(exact);
    expect(chooseCertificate([wildcard], { fqdn }, now)).toBe(wildcard);
    expect(chooseCertificate([exact, wildcard], { fqdn: 'a.b.contoso.com' }, now)).toBeUndefined();
  });

  it('is valid rather than expired, of a CA rather than self-signed, new rather than old', async () => {
    // They are valid for 730 days.
    const expired = await signed(fqdn, 740);
    const own = await selfSigned(fqdn, 1);
    const [older, newer] = [await signed(fqdn, 20), await signed(fqdn, 10)];
    expect(chooseCertificate([expired, own], { fqdn }, now)).toBe(own);
    expect(chooseCertificate([own, older, expired], { fqdn }, now)).toBe(older);
    expect(chooseCertificate([older, newer, own], { fqdn }, now)).toBe(newer);
    expect(chooseCertificate([expired], { fqdn }, now)).toBe(expired);
  });
});

describe('TlsCertificateName', () => {
  it.each([
    ['<I>CN=mail.contoso.com, OU=Mailyard self-signed<S>CN=mail.contoso.com, OU=Mailyard self-signed', true],
    ['<I>OU=Mailyard self-signed,CN=mail.contoso.com<S>cn=MAIL.contoso.com,ou="Mailyard self-signed"', true],
    ['<I>CN=mail.contoso.com<S>CN=mail.contoso.com', false],
    ['<I>CN=other<S>CN=mail.contoso.com, OU=Mailyard self-signed', false],
    ['mail.contoso.com', false],
  ])('%s: %s', async (certificateName, found) => {
    const certificate = await selfSigned('mail.contoso.com', 1);
    const wish = { fqdn: 'another.contoso.com', certificateName };
    expect(chooseCertificate([certificate], wish, now)).toBe(found ? certificate : undefined);
  });
});
