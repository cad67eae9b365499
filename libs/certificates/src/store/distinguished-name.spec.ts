import { parseDistinguishedName, windowsName } from './distinguished-name.js';

it('a subject as Exchange’s documentation writes it is encoded from its end on', () => {
  const said = 'c=US,o="Woodgrove, Inc.",s = WA ,cn=mail.woodgrove.example';
  expect(parseDistinguishedName(said)).toEqual([
    { CN: ['mail.woodgrove.example'] },
    { ST: ['WA'] },
    { O: ['Woodgrove, Inc.'] },
    { C: ['US'] },
  ]);
});

it.each(['', 'mail.contoso.com', 'CN=', 'XX=a', 'CN=a,,O=b', 'CN="a'])('%j is no subject', (text) => {
  expect(() => parseDistinguishedName(text)).toThrow('must be like');
});

it('a name is shown as Windows shows it', () => {
  expect(
    windowsName(
      String.raw`C=US` + '\n' + String.raw`ST=WA` + '\n' + String.raw`O=Woodgrove\, Inc.` + '\nCN=mail',
    ),
  ).toBe('CN=mail, O="Woodgrove, Inc.", S=WA, C=US');
});
