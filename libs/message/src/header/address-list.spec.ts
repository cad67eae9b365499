import { addressesIn } from './address-list.js';

describe('addressesIn (RFC 5322 §3.4)', () => {
  it.each<[string, readonly string[] | undefined]>([
    ['alice@contoso.com', ['alice@contoso.com']],
    ['Alice Ames <alice@contoso.com>', ['alice@contoso.com']],
    ['"Ames, Alice" <alice@contoso.com>, bob@contoso.com', ['alice@contoso.com', 'bob@contoso.com']],
    ['"a b"@contoso.com', ['"a b"@contoso.com']],
    ['(her (own)) alice@contoso.com (x@y.example)', ['alice@contoso.com']],
    ['=?utf-8?q?Alice_=40_work?= <alice@contoso.com>', ['alice@contoso.com']],
    ['"boss@contoso.com" <alice@contoso.com>', ['alice@contoso.com']],
    ['Team: alice@contoso.com, Bob <bob@contoso.com>;', ['alice@contoso.com', 'bob@contoso.com']],
    ['undisclosed:;', []],
    ['', []],
    // Some mail programs show what looks like an address, wherever it stands.
    ['boss@contoso.com <alice@contoso.com>', ['alice@contoso.com', 'boss@contoso.com']],
    ['<boss@contoso.com> <alice@contoso.com>', ['boss@contoso.com', 'alice@contoso.com']],
    ['boss@contoso.com: alice@contoso.com;', ['boss@contoso.com', 'alice@contoso.com']],
    ['<@relay.example:alice@contoso.com>', ['@relay.example:alice@contoso.com']],
    ['alice', ['alice']],
    // Not to be read in one way.
    ['"alice <alice@contoso.com>', undefined],
    ['alice <alice@contoso.com', undefined],
    ['(alice <alice@contoso.com>', undefined],
    ['alice) <alice@contoso.com>', undefined],
    ['("(") boss@contoso.com (")") <alice@contoso.com>', undefined],
  ])('%j', (value, expected) => {
    expect(addressesIn(value)).toEqual(expected);
  });

  it('takes time in proportion to the length, whatever the quotes', () => {
    const begin = performance.now();
    expect(addressesIn(`"${String.raw`\"`.repeat(200_000)}`)).toBeUndefined();
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});
