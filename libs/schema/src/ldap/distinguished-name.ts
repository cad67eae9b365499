import { z } from 'zod';

const attributeType = String.raw`(?:[A-Za-z][A-Za-z\d-]*|\d+(?:\.\d+)+)`;
/** RFC 4514 §3; a value in hexadecimal (`#04…`) is left as it is. */
const attribute = new RegExp(
  String.raw`^\s*(?<type>${attributeType})\s*=\s*(?<value>(?:\\.|[^\\])*?)\s*$`,
  'su',
);

/**
 * What two spellings of one distinguished name have in common (RFC 4514): without regard to case, to spaces between its
 * parts and to how a character is escaped. Undefined: it is none. It is for comparing, and is never shown or sent.
 */
export function distinguishedNameKey(text: string): string | undefined {
  const parts: string[] = [];
  for (const part of splitUnescaped(text, ',')) {
    const attributes = splitUnescaped(part, '+').map(attributeKey);
    if (attributes.includes(undefined)) return undefined;
    parts.push(attributes.toSorted(inOrder).join('+'));
  }
  return parts.join(',');
}

export const distinguishedName = z
  .string()
  .trim()
  .min(1)
  .max(2048)
  .refine(
    (text) => distinguishedNameKey(text) !== undefined,
    'must be a distinguished name such as OU=People,DC=contoso,DC=com',
  );

function inOrder(one = '', other = ''): number {
  return one < other ? -1 : Number(one > other);
}

function attributeKey(text: string): string | undefined {
  const { type, value } = attribute.exec(text)?.groups ?? {};
  if (type === undefined || value === undefined) return undefined;
  // JSON keeps apart what was a separator and what was escaped.
  return `${type.toLowerCase()}=${JSON.stringify(unescaped(value).normalize('NFKC').toLowerCase())}`;
}

/** `\2C` is an octet of UTF-8, `\,` the character itself. */
function unescaped(value: string): string {
  return value.replaceAll(/(?:\\[\da-f]{2})+|\\(.)/gisu, (escaped: string, character?: string) =>
    character === undefined ? Buffer.from(escaped.replaceAll('\\', ''), 'hex').toString('utf8') : character,
  );
}

function splitUnescaped(text: string, separator: string): readonly string[] {
  const parts = [''];
  for (const [piece] of text.matchAll(/\\.|[^\\]|\\$/gsu)) {
    if (piece === separator) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${piece}`);
  }
  return parts;
}
