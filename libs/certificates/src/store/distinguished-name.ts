import type { JsonName } from '@peculiar/x509';

import { CertificateFileError } from '../files/certificate-file-error.js';

/** Names of attributes as Windows writes them, and as the X.509 library does. */
const attributes: Readonly<Record<string, string>> = {
  CN: 'CN',
  OU: 'OU',
  O: 'O',
  L: 'L',
  S: 'ST',
  ST: 'ST',
  C: 'C',
  DC: 'DC',
  E: 'E',
  EMAILADDRESS: 'E',
};

/** `c=US,o="Woodgrove, Inc.",cn=mail.woodgrove.example` in the order of its encoding, which is the other way round. */
export function parseDistinguishedName(text: string): JsonName {
  const parts = [...text.matchAll(/\s*([A-Za-z]+)\s*=\s*("(?:[^"]|"")*"|(?:\\.|[^,;"\\])*)\s*(?:[,;]|$)/gy)];
  const read = parts.reduce((length, [whole]) => length + whole.length, 0);
  if (parts.length === 0 || read !== text.length) throw unreadable(text);
  return parts
    .map(([, type = '', value = '']) => {
      const known = attributes[type.toUpperCase()];
      const said = value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value.trim();
      if (known === undefined || said === '') throw unreadable(text);
      return { [known]: [said.replaceAll(/\\(?=.)/g, '')] };
    })
    .toReversed();
}

/** As Windows shows a name: the most special part first. Node.js has a line for each, escaped, in the order of encoding. */
export function windowsName(name: string): string {
  return name
    .split('\n')
    .toReversed()
    .map((part) => {
      const equals = part.indexOf('=');
      const type = part.slice(0, equals);
      const value = part.slice(equals + 1).replaceAll(/\\(?=.)/g, '');
      const shown = /[,+="<>;#\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
      return `${shownAs.get(type) ?? type}=${shown}`;
    })
    .join(', ');
}

const shownAs: ReadonlyMap<string, string> = new Map([
  ['ST', 'S'],
  ['emailAddress', 'E'],
]);

/** The values of CN, as far as they are names of hosts. */
export function commonNames(name: JsonName): readonly string[] {
  return name.flatMap((part) => part['CN'] ?? []).map(String);
}

function unreadable(text: string): CertificateFileError {
  const known = 'CN, OU, O, L, S, C, DC, E';
  return new CertificateFileError(
    `SubjectName ${text} must be like C=US, O=Contoso, CN=mail.contoso.com (${known})`,
  );
}
