import { distinguishedNameKey } from './distinguished-name.js';
import { isLdapFilter } from './ldap-filter.js';
import { parseLdapUrl } from './ldap-url.js';

describe('RFC 4514: two spellings of one distinguished name', () => {
  it.each([
    ['CN=Alice Ames,OU=People,DC=contoso,DC=com', 'cn=alice ames, ou=people ,dc=Contoso,DC=COM'],
    [String.raw`CN=Ames\, Alice,DC=contoso`, String.raw`cn=Ames\2C Alice,dc=contoso`],
    [String.raw`CN=Zo\C3\AB,DC=contoso`, 'cn=zoë,dc=contoso'],
    ['UID=a+CN=b,DC=contoso', 'cn=B+uid=A,dc=contoso'],
  ])('%s is %s', (one, other) => {
    expect(distinguishedNameKey(one)).toBe(distinguishedNameKey(other));
  });

  it.each([
    [String.raw`CN=a\,DC=b,DC=c`, 'CN=a,DC=b,DC=c'],
    [String.raw`CN=a\+CN=b,DC=c`, 'CN=a+CN=b,DC=c'],
    ['CN=a,DC=c', 'CN=b,DC=c'],
  ])('%s is not %s', (one, other) => {
    expect(distinguishedNameKey(one)).not.toBe(distinguishedNameKey(other));
  });

  it.each(['', 'alice', 'CN=a,', 'alice@contoso.com', '=a,DC=c'])('%j is none', (text) => {
    expect(distinguishedNameKey(text)).toBeUndefined();
  });
});

describe('RFC 4515: a filter', () => {
  it.each([
    '(mail=*)',
    '(|(mail=*)(proxyAddresses=smtp:*))',
    '(&(objectCategory=person)(!(userAccountControl:1.2.840.113556.1.4.803:=2)))',
    String.raw`(cn=\2a\29\28uid=\2a)`,
    '(memberOf:1.2.840.113556.1.4.1941:=CN=Mail,DC=contoso,DC=com)',
    '(:dn:2.4.6.8.10:=Dino)',
    '(modifyTimestamp>=20260101000000Z)',
  ])('%s', (text) => expect(isLdapFilter(text)).toBe(true));

  it.each([
    '',
    'mail=*',
    '(mail=*',
    '(mail=*))',
    '(mail=*)(uid=*)',
    '(cn=a(b)',
    String.raw`(cn=a\b)`,
    '(=a)',
    '(&)',
    String.raw`(cn=Zo\c3\ab)`,
    '(&(a=b)c)',
    `${'(!'.repeat(60)}(a=b)${')'.repeat(60)}`,
  ])('%j is none', (text) => expect(isLdapFilter(text)).toBe(false));
});

it.each([
  ['ldaps://dc01.contoso.com', { scheme: 'ldaps', host: 'dc01.contoso.com', port: 636 }],
  ['ldap://[::1]:1389/', { scheme: 'ldap', host: '::1', port: 1389 }],
  ['ldap://dc01/dc=contoso', undefined],
  ['ldap://alice:secret@dc01', undefined],
  ['http://dc01', undefined],
  ['dc01', undefined],
])('RFC 4516: %s', (text, expected) => expect(parseLdapUrl(text)).toEqual(expected));
