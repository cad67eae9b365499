import { isSameName, tidyName } from './name-key.js';
import { loginKey } from './login.js';

describe('names are compared as people read them', () => {
  it.each([
    ['Printers', ' printers '],
    ['Default Frontend', 'default\u00a0frontend'],
    ['Default Frontend', 'Default\u2007\u202fFrontend'],
    ['Default Frontend', 'Default  Frontend\t'],
    ['Default Frontend', 'Default\u3000Frontend'],
    ['Printers', 'Prin\u200bters'],
    ['Printers', '\ufeffPrin\u00adters\u2060'],
    ['Printers', '\u202dPrinters\u202c'],
    ['Zoë', 'Zoe\u0308'],
    ['MBX01', 'ｍｂｘ０１'],
  ])('%j is %j', (one, other) => {
    expect(isSameName(one, other)).toBe(true);
  });

  it.each([
    ['Default Frontend', 'DefaultFrontend'],
    ['a', 'b'],
    ['straße', 'strasse'],
  ])('%j is not %j', (one, other) => {
    expect(isSameName(one, other)).toBe(false);
  });
});

it('logins are compared in the same way, their domains as domains (RFC 4013 §2.1)', () => {
  for (const login of [
    'alice@bücher.example',
    ' ALICE@xn--bcher-kva.example\u00a0',
    'al\u200bice@BÜCHER.example',
  ]) {
    expect(loginKey(login)).toBe('alice@xn--bcher-kva.example');
  }
});

it('a name is kept with plain spaces, and none around it', () => {
  expect(tidyName('\u00a0Front\u2007\u202fEnd ')).toBe('Front End');
});
