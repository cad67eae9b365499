import type { Duration } from './catalogue.js';

/** One of it, and any other number of it. */
type Forms = readonly [one: string, many: string];

/** Days, hours and minutes in a language that counts `one` and `many`, as a list with a word before its end. */
export function listed(
  { days, hours, minutes }: Duration,
  words: Readonly<Record<keyof Duration, Forms>> & { readonly and: string },
): string {
  const counted = (count: number, [one, many]: Forms): string => `${count} ${count === 1 ? one : many}`;
  const [first, second] = [counted(days, words.days), counted(hours, words.hours)];
  return `${first}, ${second} ${words.and} ${counted(minutes, words.minutes)}`;
}
