import { X509Certificate } from 'node:crypto';

import { issuePublic } from '../pki/issue.js';
import type { PublicCertificate } from './certificate-choice.js';
import { expiringCertificates } from './expiring-certificates.js';

const day = 86_400_000;

async function certificate(fqdn: string, issued: Date): Promise<PublicCertificate> {
  const pair = await issuePublic(fqdn, issued);
  return { pair, x509: new X509Certificate(pair.certificate) };
}

describe('a certificate for STARTTLS', () => {
  const issued = new Date('2026-01-01T00:00:00Z');
  let mail: PublicCertificate;
  let before: (days: number) => Date;
  beforeAll(async () => {
    mail = await certificate('mail.contoso.com', issued);
    const { validToDate } = mail.x509;
    before = (days) => new Date(validToDate.getTime() - days * day);
  });

  it.each([
    [15, []],
    [13, [expect.stringMatching(/^it expires at /)]],
    [-1, [expect.stringMatching(/^it expired at /)]],
  ])('%i days before its end', (days, expected) => {
    const found = expiringCertificates([mail], before(days));
    expect(found.map(({ reason }) => reason)).toEqual(expected);
    expect(found.every(({ subject }) => subject.startsWith('DNS:mail.contoso.com'))).toBe(true);
  });

  it('needs no replacement when a newer one for the same names is there', async () => {
    const newer = await certificate('mail.contoso.com', before(20));
    const other = await certificate('other.contoso.com', before(20));
    expect(expiringCertificates([mail, newer], before(1))).toEqual([]);
    expect(expiringCertificates([mail, other], before(1))).toHaveLength(1);
  });
});
