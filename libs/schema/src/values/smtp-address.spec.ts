import { smtpAddress } from './smtp-address.js';

describe('addresses of recipients', () => {
  it.each([
    ['alice@contoso.com', 'alice@contoso.com'],
    ['SMTP:Alice.Ames@Contoso.com', 'Alice.Ames@Contoso.com'],
    ['smtp:o’neil@contoso.com'.replace('’', "'"), "o'neil@contoso.com"],
    ['jörg@müller.example', 'jörg@müller.example'],
  ])('%s', (text, expected) => {
    expect(smtpAddress.parse(text)).toBe(expected);
  });

  it.each([
    'alice',
    '@contoso.com',
    'alice@',
    'a b@contoso.com',
    '.a@contoso.com',
    'a..b@contoso.com',
    'a@-x.com',
    'a@b..c',
    '<a@b.com>',
    'a@b.com\r\nRCPT',
    // RFC 5321 §4.5.3.1.1
    `${'a'.repeat(65)}@contoso.com`,
  ])('%j is none', (text) => {
    expect(smtpAddress.safeParse(text).success).toBe(false);
  });
});
