import { createHmac, timingSafeEqual } from 'node:crypto';

const stepMs = 30_000;
const digits = 6;
/** RFC 6238 §5.2 recommends one step for the way of the code, and clocks go wrong in both directions. */
const stepsAround = [0, -1, 1] as const;

/** The code of a time step (RFC 6238 §4, RFC 4226 §5.3), with the parameters that every authenticator app has: SHA-1, 30 s, 6 digits. */
export function totpCode(key: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The time step whose code this is, now or one step around; undefined: none. `now` in milliseconds since the epoch. */
export function stepOfCode(key: Buffer, code: string, now: number): number | undefined {
  const current = Math.floor(now / stepMs);
  return stepsAround.map((around) => current + around).find((step) => isSame(totpCode(key, step), code));
}

function isSame(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}

const base32Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 §6, without padding, as people type it into an app. */
export function base32(octets: Buffer): string {
  const bits = Array.from(octets, (octet) => octet.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => base32Letters[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

/** What an authenticator app reads as a QR code (Key URI Format of Google Authenticator). */
export function keyUri(key: Buffer, account: string): string {
  const label = encodeURIComponent(`Mailyard:${account}`);
  return `otpauth://totp/${label}?secret=${base32(key)}&issuer=Mailyard`;
}
