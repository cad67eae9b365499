import { decodeUtf8Address, encodeUtf8Address } from './utf8-address.js';

describe('addresses of type utf-8 in ASCII (RFC 6533 §3)', () => {
  it.each([
    ['jörg@contoso.com', 'j\\x{F6}rg@contoso.com'],
    ['a+b=c\\d@x.example', 'a\\x{2B}b\\x{3D}c\\x{5C}d@x.example'],
    ['😀@例え.example', '\\x{1F600}@\\x{4F8B}\\x{3048}.example'],
    ['"a b"@x.example', '"a\\x{20}b"@x.example'],
    ['plain@x.example', 'plain@x.example'],
  ])('%s is %s, there and back', (address, encoded) => {
    expect(encodeUtf8Address(address)).toBe(encoded);
    expect(decodeUtf8Address(encoded)).toBe(address);
  });

  it.each(['a\\x{0D}b', 'a\\x{D800}b', 'a\\x{110000}b', '\\x{00}'])('%s is refused', (text) => {
    expect(decodeUtf8Address(text)).toBeUndefined();
  });

  it('plain UTF-8 stays', () => {
    expect(decodeUtf8Address('jörg@contoso.com')).toBe('jörg@contoso.com');
  });
});
