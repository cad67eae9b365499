import { headerField } from '../header/header-field.js';

/** An entity of a multipart body: fields, empty line, body (RFC 2045 §2.4). */
export interface MimePart {
  readonly fields: Readonly<Record<string, string>>;
  readonly body: readonly Buffer[];
}

/** Joins parts (RFC 2046 §5.1.1). The CRLF before a boundary belongs to the boundary, so bodies stay octet for octet. */
export function multipart(boundary: string, parts: readonly MimePart[]): readonly Buffer[] {
  return [
    ...parts.flatMap((part, index) => [
      Buffer.from(`${index === 0 ? '' : '\r\n'}--${boundary}\r\n`),
      ...Object.entries(part.fields).map(([name, value]) => headerField(name, value).raw),
      Buffer.from('\r\n'),
      ...part.body,
    ]),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ];
}
