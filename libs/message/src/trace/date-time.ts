const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 5322 §3.3, in UTC: `Tue, 4 Aug 2026 09:05:00 +0000`. */
export function formatDateTime(at: Date): string {
  return `${days[at.getUTCDay()]}, ${at.getUTCDate()} ${monthAndYear(at)} ${at.toISOString().slice(11, 19)} +0000`;
}

/** `04 Aug 2026 09:05:00.0420 (UTC)`, as Exchange writes OriginalArrivalTime. */
export function formatArrivalTime(at: Date): string {
  const day = String(at.getUTCDate()).padStart(2, '0');
  return `${day} ${monthAndYear(at)} ${at.toISOString().slice(11, 23)}0 (UTC)`;
}

function monthAndYear(at: Date): string {
  return `${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}
