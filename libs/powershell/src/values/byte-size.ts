import { ByteSize } from './value.js';

const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** `36 MB (37,748,736 bytes)`, as Exchange shows it. */
export function byteSizeText({ bytes }: ByteSize): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const amount = Number((bytes / 1024 ** power).toPrecision(4));
  return `${amount} ${units[power]} (${bytes.toLocaleString('en-US')} bytes)`;
}

/** `10MB`, `1.5 GB`, `36 MB (37,748,736 bytes)`, a number of bytes; undefined when it is none. */
export function parseByteSize(text: string): ByteSize | undefined {
  const exact = /\(([\d,]+) bytes\)\s*$/.exec(text);
  if (exact?.[1] !== undefined) return new ByteSize(Number(exact[1].replaceAll(',', '')));
  const found = /^\s*(\d+(?:\.\d+)?)\s*([kmgtp]?b)?\s*$/i.exec(text);
  if (found === null) return undefined;
  const power = units.findIndex((unit) => unit === found[2]?.toUpperCase());
  return new ByteSize(Number(found[1]) * 1024 ** Math.max(power, 0));
}
