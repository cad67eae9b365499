/** What a program for tables takes for a formula, and computes, when a cell begins with it. */
const formula = /^[=+\-@\t\r]/;

/** What no text needs, and what turns text around, but line breaks and tabs. */
const unseen = /(?![\t\r\n])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu;

/** A line of CSV (RFC 4180 §2). What begins like a formula is a text: mail is of strangers. */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

function cell(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = textOf(value).replaceAll(unseen, escaped);
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  const isPlain = Array.isArray(value) && value.every((each) => typeof each !== 'object');
  return isPlain ? value.join('; ') : JSON.stringify(value);
}
