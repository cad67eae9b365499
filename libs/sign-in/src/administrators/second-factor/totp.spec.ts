import { base32, keyUri, stepOfCode, totpCode } from './totp.js';

/** RFC 6238, appendix B. */
const key = Buffer.from('12345678901234567890');

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('RFC 6238 appendix B: at %d s the code ends in %s', (seconds, code) => {
  expect(totpCode(key, Math.floor(seconds / 30))).toBe(code);
  expect(stepOfCode(key, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
});

it.each([
  [-60, undefined],
  [-30, 37_037_036],
  [30, 37_037_036],
  [60, undefined],
])('RFC 6238 §5.2: a code counts one step around its own: %d s after it', (away, step) => {
  expect(stepOfCode(key, '081804', (1_111_111_109 + away) * 1000)).toBe(step);
});

it.each(['', '08180', '0818041', '081805', 'code'])('%j is no code', (code) => {
  expect(stepOfCode(key, code, 1_111_111_109_000)).toBeUndefined();
});

it('RFC 4648 §10: base 32, as apps read it', () => {
  expect(['f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(Buffer.from(text)))).toEqual([
    'MY',
    'MZXQ',
    'MZXW6',
    'MZXW6YQ',
    'MZXW6YTB',
    'MZXW6YTBOI',
  ]);
  expect(keyUri(key, 'anna')).toBe(
    'otpauth://totp/Mailyard%3Aanna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Mailyard',
  );
});
