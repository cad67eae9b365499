const key = 'mailyard-used';
/** As often it is written down, in milliseconds. */
const exactMs = 5_000;
let notedAt = 0;

/** The server has answered to this session, from whichever tab. */
export function noteUse(): void {
  const now = Date.now();
  if (Math.abs(now - notedAt) < exactMs) return;
  notedAt = now;
  localStorage.setItem(key, String(now));
}

/** When any tab of this browser has used the session the last time; 0: nobody knows. */
export function lastUse(): number {
  return Number(localStorage.getItem(key) ?? 0);
}
