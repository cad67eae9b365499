const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 5322 §3.3, in UTC: `Tue, 4 Aug 2026 09:05:00 +0000`. */
export function formatDateTime(at: Date): string {
  return formsOf(at).dateTime;
}

/** ISO 8601 in UTC: `2026-08-04T09:05:00.042Z`. */
export function formatIsoTime(at: Date): string {
  return `${formsOf(at).isoTime}.${milliseconds(at)}Z`;
}

/** `04 Aug 2026 09:05:00.0420 (UTC)`, as Exchange writes OriginalArrivalTime. */
export function formatArrivalTime(at: Date): string {
  return `${formsOf(at).arrivalTime}.${milliseconds(at)}0 (UTC)`;
}

function milliseconds(at: Date): string {
  return String(at.getUTCMilliseconds()).padStart(3, '0');
}

const arrivalForm = /^[0-3]\d [A-Z][a-z]{2} \d{4} [0-2]\d:[0-5]\d:[0-5]\d\.\d{3}\d* \(UTC\)$/;

/** The same as ISO 8601 has it, `2026-08-04T09:05:00.042Z`; undefined for another form. No date is made of it: each delivery asks. */
export function isoArrivalTime(text: string): string | undefined {
  const month = months.indexOf(text.slice(3, 6)) + 1;
  if (month === 0 || !arrivalForm.test(text)) return undefined;
  const day = `${text.slice(7, 11)}-${String(month).padStart(2, '0')}-${text.slice(0, 2)}`;
  return `${day}T${text.slice(12, 24)}Z`;
}

/** One second in all forms, the last two without its fraction. */
interface Second {
  readonly number: number;
  readonly dateTime: string;
  readonly arrivalTime: string;
  readonly isoTime: string;
}

/** Thousands of messages come in one second. */
let last: Second | undefined;

function formsOf(at: Date): Second {
  const number = Math.floor(at.getTime() / 1000);
  if (last?.number === number) return last;
  const day = at.getUTCDate();
  const monthAndYear = `${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
  const isoTime = at.toISOString().slice(0, 19);
  const time = isoTime.slice(11);
  last = {
    number,
    dateTime: `${days[at.getUTCDay()]}, ${day} ${monthAndYear} ${time} +0000`,
    arrivalTime: `${String(day).padStart(2, '0')} ${monthAndYear} ${time}`,
    isoTime,
  };
  return last;
}
