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
