import { TimeSpan } from './value.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** `d.hh:mm:ss.fffffff`, as .NET writes it. */
export function timeSpanText({ milliseconds }: TimeSpan): string {
  const { days, hours, minutes, seconds, fraction } = timeSpanParts(Math.abs(milliseconds));
  const clock = [hours, minutes, seconds].map(twoDigits).join(':');
  const rest = fraction === 0 ? '' : `.${fraction.toFixed(0).padStart(3, '0')}0000`;
  return `${milliseconds < 0 ? '-' : ''}${days === 0 ? '' : `${days}.`}${clock}${rest}`;
}

export function timeSpanParts(milliseconds: number) {
  const whole = (unit: number, of: number) => Math.trunc((milliseconds % of) / unit);
  return {
    days: Math.trunc(milliseconds / day),
    hours: whole(hour, day),
    minutes: whole(minute, hour),
    seconds: whole(second, minute),
    fraction: milliseconds % second,
  };
}

/** `d.hh:mm:ss`, `hh:mm:ss`, `hh:mm`, or a number of days; undefined when it is none. */
export function parseTimeSpan(text: string): TimeSpan | undefined {
  const found = /^\s*(-?)(?:(\d+)\.)?(\d+):(\d+)(?::(\d+)(\.\d+)?)?\s*$/.exec(text);
  if (found === null) return /^\s*-?\d+\s*$/.test(text) ? new TimeSpan(Number(text) * day) : undefined;
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = '0'] = found;
  const clock =
    Number(hours) * hour + Number(minutes) * minute + (Number(seconds) + Number(fraction)) * second;
  return new TimeSpan((sign === '-' ? -1 : 1) * (Number(days) * day + clock));
}

/** CLIXML writes time spans as ISO 8601 durations: `P1DT2H3M4.5S`. */
export function parseDuration(text: string): TimeSpan | undefined {
  const found = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (found === null) return undefined;
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0'] = found;
  const clock = Number(hours) * hour + Number(minutes) * minute + Number(seconds) * second;
  return new TimeSpan((sign === '-' ? -1 : 1) * (Number(days) * day + clock));
}

export function durationText({ milliseconds }: TimeSpan): string {
  const { days, hours, minutes, seconds, fraction } = timeSpanParts(Math.abs(milliseconds));
  const units = [
    [hours, 'H'],
    [minutes, 'M'],
    [seconds + fraction / second, 'S'],
  ] as const;
  const clock = units.flatMap(([amount, unit]) => (amount === 0 ? [] : [`${amount}${unit}`])).join('');
  const parts = `${days === 0 ? '' : `${days}D`}${clock === '' ? '' : `T${clock}`}`;
  return `${milliseconds < 0 ? '-' : ''}P${parts === '' ? 'T0S' : parts}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
