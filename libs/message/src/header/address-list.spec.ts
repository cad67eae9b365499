import { cpuMs } from '@mailyard/testing';

import { addressesIn, readLoosely } from './address-list.js';

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
    ['alice@contoso.com <alice@contoso.com>', ['alice@contoso.com']],
    // A reader that decodes first sees `boss@contoso.com <alice@contoso.com>`.
    ['=?utf-8?q?boss=40contoso.com?= <alice@contoso.com>', ['alice@contoso.com', 'boss@contoso.com']],
    ['=?utf-8?q?Ames=2C_Alice?= <alice@contoso.com>', ['alice@contoso.com']],
    ['Alice A. Ames <alice@contoso.com>', ['alice@contoso.com']],
    ['Alice <j\u00f6rg@contoso.com>', ['j\u00f6rg@contoso.com']],
    // Not well-formed.
    ['<@relay.example:alice@contoso.com>', undefined],
    ['<alice @ contoso.com>', undefined],
    ['alice', undefined],
    ['Ames, Alice <alice@contoso.com>', undefined],
    ['Alice alice@contoso.com', undefined],
    ['"alice <alice@contoso.com>', undefined],
    ['alice <alice@contoso.com', undefined],
    ['(alice <alice@contoso.com>', undefined],
    ['alice) <alice@contoso.com>', undefined],
    ['boss @ contoso.com <alice@contoso.com>', undefined],
    ['boss @contoso . com <alice@contoso.com>', undefined],
    ['"boss" @contoso.com <alice@contoso.com>', undefined],
    ['boss @ contoso.com: alice@contoso.com;', undefined],
    ['("(") boss@contoso.com (")") <alice@contoso.com>', undefined],
  ])('%j', (value, expected) => {
    expect(addressesIn(value)).toEqual(expected);
  });

  it('takes time in proportion to the length, whatever the quotes', async () => {
    const spent = await cpuMs(() => {
      expect(addressesIn(`"${String.raw`\"`.repeat(200_000)}`)).toBeUndefined();
    });
    expect(spent).toBeLessThan(2_000);
  });
});

describe('readLoosely: what is not well-formed', () => {
  it.each([
    ['Ames, Alice <alice@contoso.com>', ['alice@contoso.com'], 'Ames, Alice'],
    ['"Ames, Alice <alice@contoso.com>', ['alice@contoso.com'], 'Ames, Alice'],
    ['=?utf-8?q?Am=C3=A9s?=, Alice <alice@contoso.com>', ['alice@contoso.com'], 'Am\u00e9s, Alice'],
    ['Alice alice@contoso.com', ['alice@contoso.com'], 'Alice'],
    // RFC 5322 \u00a74.4.
    ['<@relay.example,@b.example:alice@contoso.com>', ['alice@contoso.com'], ''],
    ['Alice <alice @ contoso . com>', ['alice@contoso.com'], 'Alice'],
    [
      'boss@contoso.com, Ames, Alice <alice@contoso.com>',
      ['boss@contoso.com', 'alice@contoso.com'],
      ', Ames, Alice',
    ],
    ['alice', [], 'alice'],
  ])('%j', (value, addresses, phrase) => {
    expect(readLoosely(value)).toEqual({ addresses, phrase, stray: false });
  });

  it.each(['alice@', '@contoso.com', 'Alice @ work <alice@contoso.com> @'])('%j has a stray @', (value) => {
    expect(readLoosely(value).stray).toBe(true);
  });

  it.each(['"', 'a', ' ', '@', '"a', '=?', '(', '<@a:'])(
    'takes no long time: %j again and again',
    async (piece) => {
      const spent = await cpuMs(() => {
        for (const value of [piece.repeat(60_000), `${piece.repeat(60_000)} <alice@contoso.com>`]) {
          addressesIn(value);
          readLoosely(value);
        }
      });
      expect(spent).toBeLessThan(2_000);
    },
  );
});
