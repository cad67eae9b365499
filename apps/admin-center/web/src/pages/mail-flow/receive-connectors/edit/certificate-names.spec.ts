import { isCovered } from './certificate-names.js';

it.each([
  ['mail.contoso.com', ['mail.contoso.com'], true],
  ['Mail.Contoso.com ', ['mail.contoso.com'], true],
  ['mail.contoso.com', ['*.contoso.com'], true],
  ['a.mail.contoso.com', ['*.contoso.com'], false],
  ['contoso.com', ['*.contoso.com'], false],
  ['mail.fabrikam.com', ['mail.contoso.com', '*.contoso.com'], false],
])('RFC 9525 §6.3: %s by %j: %s', (host, names, expected) => {
  expect(isCovered(host, names)).toBe(expected);
});
