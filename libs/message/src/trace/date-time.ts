const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 5322 §3.3, in UTC: `Tue, 4 Aug 2026 09:05:00 +0000`. */
export function formatDateTime(at: Date): string {
  return formsOf(at).dateTime;
}

/** `04 Aug 2026 09:05:00.0420 (UTC)`, as Exchange writes OriginalArrivalTime. */
export function formatArrivalTime(at: Date): string {
  const milliseconds = String(at.getUTCMilliseconds()).padStart(3, '0');
  return `${formsOf(at).arrivalTime}.${milliseconds}0 (UTC)`;
}

const arrivalForm =
  /^(?<day>[0-3]\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>[0-2]\d:[0-5]\d:[0-5]\d)\.(?<fraction>\d{3})\d* \(UTC\)$/;

/** The same as ISO 8601 has it, `2026-08-04T09:05:00.042Z`; undefined for another form. No date is made of it: each delivery asks. */
export function isoArrivalTime(text: string): string | undefined {
  const { day, month = '', year, time, fraction } = arrivalForm.exec(text)?.groups ?? {};
  const number = months.indexOf(month) + 1;
  return number === 0 ? undefined : `${year}-${String(number).padStart(2, '0')}-${day}T${time}.${fraction}Z`;
}

/** One second in both forms, the second one without its fraction. */
interface Second {
  readonly number: number;
  readonly dateTime: string;
  readonly arrivalTime: string;
}

/** Thousands of messages come in one second. */
let last: Second | undefined;

function formsOf(at: Date): Second {
  const number = Math.floor(at.getTime() / 1000);
  if (last?.number === number) return last;
  const day = at.getUTCDate();
  const monthAndYear = `${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
  const time = at.toISOString().slice(11, 19);
  last = {
    number,
    dateTime: `${days[at.getUTCDay()]}, ${day} ${monthAndYear} ${time} +0000`,
    arrivalTime: `${String(day).padStart(2, '0')} ${monthAndYear} ${time}`,
  };
  return last;
}
