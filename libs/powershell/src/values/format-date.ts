const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** .NET's standard formats of one letter, as en-US has them. */
const standardFormats: Readonly<Record<string, string>> = {
  d: 'M/d/yyyy',
  D: 'dddd, MMMM d, yyyy',
  f: 'dddd, MMMM d, yyyy h:mm tt',
  F: 'dddd, MMMM d, yyyy h:mm:ss tt',
  g: 'M/d/yyyy h:mm tt',
  G: 'M/d/yyyy h:mm:ss tt',
  s: "yyyy-MM-dd'T'HH:mm:ss",
  t: 'h:mm tt',
  T: 'h:mm:ss tt',
  u: "yyyy-MM-dd HH:mm:ss'Z'",
};

/** .NET's custom date formats; `o` is ISO 8601. */
export function formatDate(date: Date, format: string): string {
  if (format === 'o' || format === 'O') return date.toISOString();
  const custom = standardFormats[format] ?? format;
  const tokens =
    /yyyy|yy|MMMM|MMM|MM?|dddd|ddd|dd?|HH?|hh?|mm?|ss?|f{1,7}|tt?|zzz|K|'([^']*)'|"([^"]*)"|\\(.)/g;
  return custom.replace(tokens, (token, ...quoted: (string | undefined)[]) => {
    const literal = quoted.slice(0, 3).find((text) => text !== undefined);
    return literal ?? dateParts[token]?.(date) ?? fraction(date, token);
  });
}

const two = (value: number) => String(value).padStart(2, '0');
const hour12 = (date: Date) => date.getHours() % 12 || 12;
const half = (date: Date) => (date.getHours() < 12 ? 'AM' : 'PM');

const dateParts: Readonly<Record<string, (date: Date) => string>> = {
  yyyy: (date) => String(date.getFullYear()).padStart(4, '0'),
  yy: (date) => two(date.getFullYear() % 100),
  MMMM: (date) => months[date.getMonth()] ?? '',
  MMM: (date) => (months[date.getMonth()] ?? '').slice(0, 3),
  MM: (date) => two(date.getMonth() + 1),
  M: (date) => String(date.getMonth() + 1),
  dddd: (date) => days[date.getDay()] ?? '',
  ddd: (date) => (days[date.getDay()] ?? '').slice(0, 3),
  dd: (date) => two(date.getDate()),
  d: (date) => String(date.getDate()),
  HH: (date) => two(date.getHours()),
  H: (date) => String(date.getHours()),
  hh: (date) => two(hour12(date)),
  h: (date) => String(hour12(date)),
  mm: (date) => two(date.getMinutes()),
  m: (date) => String(date.getMinutes()),
  ss: (date) => two(date.getSeconds()),
  s: (date) => String(date.getSeconds()),
  tt: half,
  t: (date) => half(date).slice(0, 1),
  zzz: offset,
  K: offset,
};

function offset(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
}

function fraction(date: Date, token: string): string {
  return String(date.getMilliseconds()).padStart(3, '0').padEnd(7, '0').slice(0, token.length);
}

/** A date as people and programs write it; undefined when it is none. Without a zone it is a local time. */
export function parseDate(text: string): Date | undefined {
  const trimmed = text.trim();
  if (!/\d/.test(trimmed) || !/[/:.\-\s]/.test(trimmed)) return undefined;
  // JavaScript takes a date alone for UTC, .NET for local time.
  const local = /^\d{4}-\d{2}-\d{2}$/.test(trimmed) ? `${trimmed}T00:00:00` : trimmed;
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
