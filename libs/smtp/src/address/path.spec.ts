import { addressKey, domainKey, parseMailbox } from './path.js';

const key = (text: string): string | undefined => {
  const path = parseMailbox(text);
  return path && addressKey(path);
};

describe('the key of an address', () => {
  it.each([
    ['Alice@CONTOSO.com', 'alice@contoso.com'],
    ['"alice"@contoso.com', 'alice@contoso.com'],
    ['"a\\l\\ice"@contoso.com', 'alice@contoso.com'],
    ['"a b"@contoso.com', '"a\\ b"@contoso.com'],
    ['jo\u0308rg@contoso.com', 'JÖRG@contoso.com'],
    ['a@MÜLLER.example', 'a@xn--mller-kva.example'],
    ['a@[IPv6:2001:DB8::1]', 'a@[ipv6:2001:db8::1]'],
  ])('of %s is that of %s (RFC 5321 §4.1.2, RFC 5890 §2.3.2.4)', (one, other) => {
    expect(key(one)).toBeDefined();
    expect(key(one)).toBe(key(other));
  });

  it.each([
    ['"alice "@contoso.com', 'alice@contoso.com'],
    ['"a@b"@contoso.com', 'a@contoso.com'],
    ['"a\\\\b"@contoso.com', 'ab@contoso.com'],
    ['""@contoso.com', 'a@contoso.com'],
    ['faß@contoso.com', 'fass@contoso.com'],
    ['a@faß.example', 'a@fass.example'],
  ])('of %s is not that of %s', (one, other) => {
    expect(key(one)).toBeDefined();
    expect(key(one)).not.toBe(key(other));
  });

  it('of Postmaster without a domain is its name', () => {
    expect(addressKey({ localPart: 'PostMaster', domain: '' })).toBe('postmaster');
  });
});

describe('the key of a domain', () => {
  it.each([
    ['*.Bücher.example', '*.xn--bcher-kva.example'],
    ['1.2', '1.2'],
    ['0x7f.1', '0x7f.1'],
    ['[192.0.2.1]', '[192.0.2.1]'],
    ['١.example', '١.example'],
  ])('%s is compared as %s', (domain, expected) => expect(domainKey(domain)).toBe(expected));
});
