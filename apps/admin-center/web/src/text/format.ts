import { useMemo } from 'react';

import { localeTag, useLocale, type Locale } from './locale.js';

/** Numbers, sizes and times in the language and the time zone of the user. */
export interface Format {
  number(value: number): string;
  /** Octets: `36 MB`. */
  size(octets: number): string;
  /** `14:03:10` */
  time(ms: number): string;
  /** `30/11/2026, 14:03:10 UTC+1`: the zone is always said. */
  dateTime(ms: number): string;
  /** A text of the server, its times of RFC 3339 in the zone of the user as all others. */
  timesIn(text: string): string;
  /** `14:03` */
  clock(ms: number): string;
  /** `30 Nov` */
  day(ms: number): string;
  /** The two largest units: `4m 12s`. */
  duration(ms: number): string;
  /** To the millisecond, so that several add up to their sum: `12 ms`, `4m 12.034s`. */
  exactDuration(ms: number): string;
  /** `4 min ago`; the exact one belongs into a title. */
  relative(ms: number, now?: number): string;
}

export function useFormat(): Format {
  const locale = useLocale();
  return useMemo(() => formatOf(locale), [locale]);
}

const instant = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const spans = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

export function formatOf(locale: Locale): Format {
  const tag = localeTag(locale);
  const zone = locale.timeZone === undefined ? {} : { timeZone: locale.timeZone };
  const number = new Intl.NumberFormat(tag);
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'medium', ...zone });
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'short', ...zone });
  const offset = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset', ...zone });
  const clock = new Intl.DateTimeFormat(tag, { timeStyle: 'short', ...zone });
  const day = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', ...zone });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' });
  const unitText = (value: number, unit: Span, digits = 0): string => {
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
    return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'narrow', ...options }).format(
      value,
    );
  };
  const dateTime = (ms: number): string => {
    const name = offset.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return `${date.format(ms)}, ${time.format(ms)} ${name.replace('GMT', 'UTC')}`;
  };
  return {
    number: (value) => number.format(value),
    size(octets) {
      const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, octets)) / 10));
      const unit = units[power] ?? 'byte';
      const shown = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 } as const;
      return new Intl.NumberFormat(tag, shown).format(octets / 1024 ** power);
    },
    time: (ms) => time.format(ms),
    dateTime,
    timesIn: (text) => text.replaceAll(instant, (found) => dateTime(Date.parse(found))),
    clock: (ms) => clock.format(ms),
    day: (ms) => day.format(ms),
    duration: (ms) =>
      durationParts(ms)
        .map(([value, unit]) => unitText(value, unit))
        .join(' '),
    exactDuration(ms) {
      if (ms < 1000) return `${number.format(ms)} ms`;
      const minutes = Math.floor(ms / 60_000);
      const seconds = unitText((ms % 60_000) / 1000, 'second', 3);
      return minutes === 0 ? seconds : `${unitText(minutes, 'minute')} ${seconds}`;
    },
    relative(ms, now = Date.now()) {
      const passed = ms - now;
      const [unit, length] = spans.find(([, each]) => Math.abs(passed) >= each) ?? spans[3];
      return relative.format(Math.round(passed / length), unit);
    },
  };
}

type Span = (typeof spans)[number][0];

/** The largest unit that there is, and the one below it. */
function durationParts(ms: number): readonly (readonly [value: number, unit: Span])[] {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const first = spans.findIndex(([, length]) => seconds * 1000 >= length);
  const at = first === -1 ? spans.length - 1 : first;
  return spans
    .slice(at, at + 2)
    .map(([unit, length], index) => {
      const all = Math.floor((seconds * 1000) / length);
      const above = spans[at + index - 1];
      return [index === 0 || above === undefined ? all : all % (above[1] / length), unit] as const;
    })
    .filter(([value], index) => index === 0 || value > 0);
}
