import { z } from 'zod';

const spanPattern = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))?$/;

/** Milliseconds of a .NET time span, `[d.]hh:mm:ss[.fff]`; undefined when it is none. */
export function parseTimeSpan(text: string): number | undefined {
  const match = spanPattern.exec(text.trim());
  if (match === null) return undefined;
  const [days, hours, minutes, seconds] = [match[1] ?? 0, match[2], match[3], match[4]].map(Number);
  if (days === undefined || hours === undefined || minutes === undefined || seconds === undefined)
    return undefined;
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  return (
    (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 +
    Math.round(Number(`0.${match[5] ?? 0}`) * 1000)
  );
}

export const span = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** A duration: read as milliseconds or as `hh:mm:ss`, kept as milliseconds. */
export function timeSpan(range: { readonly min: number; readonly max: number }) {
  return z
    .union([z.number(), z.string()])
    .transform((value, context) => {
      const milliseconds = typeof value === 'number' ? value : parseTimeSpan(value);
      if (milliseconds !== undefined) return milliseconds;
      const message = 'must be a time span such as 00:10:00 or a number of milliseconds';
      context.issues.push({ code: 'custom', message, input: value });
      return z.NEVER;
    })
    .pipe(z.int().min(range.min).max(range.max))
    .meta({ unit: 'ms' });
}
