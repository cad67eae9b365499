import { decodeText, encodePhrase, encodeText } from './encoded-word.js';

describe('encoded words (RFC 2047)', () => {
  it.each([
    'plain',
    'Grüße aus Köln',
    'a very long subject that goes on and on with äöü and 日本語 and 🎉 until it needs several words '.repeat(
      3,
    ),
    '=?utf-8?q?not_a_word?=',
    '',
  ])('survives: %s', (text) => {
    const encoded = encodeText(text);
    expect(encoded).toMatch(/^[ -~]*$/);
    expect(decodeText(encoded)).toBe(text);
    const words = encoded === text ? [] : encoded.split(' ');
    expect(words.filter((word) => word.length > 75)).toEqual([]);
  });

  it.each([
    ['=?iso-8859-1?Q?Gr=FC=DFe_aus?= Rom', 'Grüße aus Rom'],
    ['=?UTF-8?B?w6Q=?= =?UTF-8?B?w7Y=?=', 'äö'],
    ['=?UTF-8?B?w6Q=?=\t =?UTF-8?Q?=C3=B6?= x', 'äö x'],
    ['=?us-ascii*en?Q?Keith?=', 'Keith'],
    ['=?no-such-charset?Q?x?=', '=?no-such-charset?Q?x?='],
    ['=?broken', '=?broken'],
  ])('decodes %s', (encoded, text) => {
    expect(decodeText(encoded)).toBe(text);
  });

  it.each([
    ['Microsoft Outlook', 'Microsoft Outlook'],
    ['Contoso, Ltd. "x"', '"Contoso, Ltd. \\"x\\""'],
    ['Köln', '=?UTF-8?B?S8O2bG4=?='],
  ])('writes a display name: %s', (name, phrase) => {
    expect(encodePhrase(name)).toBe(phrase);
  });
});
