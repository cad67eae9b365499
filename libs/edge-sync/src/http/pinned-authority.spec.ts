import { X509Certificate } from 'node:crypto';

import { issueAuthority, issueInternal } from '@mailyard/certificates';
import { issuedBy } from '@mailyard/smtp';

const now = new Date();
const years = (count: number): Date => new Date(now.getTime() + count * 365 * 86_400_000);
const [authority, other] = [await issueAuthority(now), await issueAuthority(now)];
const shown = async (by: typeof authority): Promise<X509Certificate> =>
  new X509Certificate((await issueInternal(by, 'mbx01.contoso.com', now)).certificate);

// Whoever is believed to be the other side of a subscription may hand over any mail.
it.each([
  ['of the pinned CA', await shown(authority), now, true],
  ['of another CA', await shown(other), now, false],
  ['of one that has its name and not its key', await shown({ ...authority, key: other.key }), now, false],
  ['that is over', await shown(authority), years(100), false],
  ['of days to come', await shown(authority), years(-1), false],
])('RFC 5280 §6.1.3: a certificate %s', (_, certificate, at, expected) => {
  expect(issuedBy(certificate, authority.certificate, at)).toBe(expected);
});
