import { z } from 'zod';

const spanPattern =
  /^(?:(?<days>\d+)\.)?(?<hours>[01]?\d|2[0-3]):(?<minutes>[0-5]\d):(?<seconds>[0-5]\d(?:\.\d{1,7})?)$/;

/** Milliseconds of a .NET time span, `[d.]hh:mm:ss[.fff]`; undefined when it is none. */
export function parseTimeSpan(text: string): number | undefined {
  const groups = spanPattern.exec(text.trim())?.groups;
  if (groups === undefined) return undefined;
  const { days = 0, hours, minutes, seconds } = groups;
  const wholeMinutes = (Number(days) * 24 + Number(hours)) * 60 + Number(minutes);
  return Math.round(wholeMinutes * 60_000 + Number(seconds) * 1000);
}

export const span = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** As .NET prints it: `00:10:00`, `2.00:00:00`, `00:00:00.300`. */
export function formatTimeSpan(milliseconds: number): string {
  const days = Math.trunc(milliseconds / span.day);
  const clock = [span.hour, span.minute, span.second].map((unit, index) =>
    String(Math.trunc(milliseconds / unit) % (index === 0 ? 24 : 60)).padStart(2, '0'),
  );
  const fraction = milliseconds % span.second;
  return [
    days === 0 ? '' : `${days}.`,
    clock.join(':'),
    fraction === 0 ? '' : `.${String(fraction).padStart(3, '0')}`,
  ].join('');
}

/** A duration: read as milliseconds or as `hh:mm:ss`, kept as milliseconds. */
export function timeSpan(range: { readonly min: number; readonly max: number }) {
  return z
    .union([z.number(), z.string()])
    .transform((value, context) => {
      const milliseconds = typeof value === 'number' ? value : parseTimeSpan(value);
      if (milliseconds !== undefined) return milliseconds;
      const message = 'must be a time span such as 00:10:00';
      context.issues.push({ code: 'custom', message, input: value });
      return z.NEVER;
    })
    .pipe(
      z
        .int()
        .min(range.min, `must be at least ${formatTimeSpan(range.min)}`)
        .max(range.max, `must be at most ${formatTimeSpan(range.max)}`),
    )
    .meta({ unit: 'ms' });
}
