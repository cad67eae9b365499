/** A while of local time, its end excluded; milliseconds since the epoch. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;
const written =
  /^(?=..)(?:(?<date>\d{4}-\d{2}-\d{2})|(?<word>today|yesterday))?[T ]?(?:(?<hour>\d{1,2}):(?<minutes>\d{2}))?$/i;

/** `2026-11-30`, `2026-11-30T10:00`, `10:00` of today, `today`, `yesterday`, in a time zone; undefined: none of them. */
export function localTime(
  text: string,
  { zone, now }: { readonly zone: string; readonly now: number },
): TimeRange | undefined {
  const exact = /(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(exact)) return { from: exact, to: exact + 1 };
  const groups = written.exec(text)?.groups;
  return groups && shownTime(groups, { zone, now });
}

function shownTime(
  { date, word = '', hour, minutes = '00' }: Readonly<Record<string, string | undefined>>,
  { zone, now }: { readonly zone: string; readonly now: number },
): TimeRange | undefined {
  const shift = word.toLowerCase() === 'yesterday' ? day : 0;
  const shown = `${date ?? dayOf(now - shift, zone)}T${(hour ?? '00').padStart(2, '0')}:${minutes}:00Z`;
  const from = instantOf(shown, zone);
  if (Number.isNaN(from)) return undefined;
  if (hour !== undefined) return { from, to: from + minute };
  return { from, to: instantOf(`${dayOf(from + 1.5 * day, zone)}T00:00:00Z`, zone) };
}

/** `2026-11-30`. */
function dayOf(time: number, zone: string): string {
  return new Date(time + offsetAt(time, zone)).toISOString().slice(0, 10);
}

/** When a clock of the zone shows that; where it does so twice, the first time. */
function instantOf(shown: string, zone: string): number {
  const asUtc = Date.parse(shown);
  if (Number.isNaN(asUtc)) return NaN;
  const guess = asUtc - offsetAt(asUtc, zone);
  return asUtc - offsetAt(guess, zone);
}

function offsetAt(time: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    timeZoneName: 'longOffset',
  }).formatToParts(time);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d{2}):?(\d{2})?/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minute;
}
