import {
  newRecoveryCodes,
  newTotpKey,
  recoveryCodeHash,
  takenCode,
  type SecondFactor,
} from './second-factor.js';
import { totpCode } from './totp.js';

const key = newTotpKey();
const now = 1_800_000_000_000;
const step = now / 30_000;
const [first = '', second = ''] = newRecoveryCodes();
const factor: SecondFactor = {
  sealedKey: '',
  confirmed: true,
  lastStep: 0,
  recoveryCodes: [first, second].map(recoveryCodeHash),
};

const take = (code: string, known = factor) => takenCode(known, { key, code, now });

it('RFC 6238 §5.2: a code is taken once, and none older than it', () => {
  const after = take(totpCode(key, step));
  expect(after).toMatchObject({ lastStep: step });
  expect(take(totpCode(key, step), { ...factor, lastStep: step })).toBeUndefined();
  expect(take(totpCode(key, step - 1), { ...factor, lastStep: step })).toBeUndefined();
  expect(take(totpCode(key, step + 1), { ...factor, lastStep: step })).toMatchObject({ lastStep: step + 1 });
});

it('apps show a code in two halves', () => {
  const code = totpCode(key, step);
  expect(take(`${code.slice(0, 3)} ${code.slice(3)}`)).toBeDefined();
});

it('a recovery code signs in once, however it is typed', () => {
  expect(first).toMatch(/^(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
  const after = take(first.toLowerCase().replaceAll('-', ' '));
  expect(after?.recoveryCodes).toEqual([recoveryCodeHash(second)]);
  expect(after && take(first, { ...factor, ...after })).toBeUndefined();
});

it.each(['', '000', 'AAAA-AAAA-AAAA-AAAA'])('%j is refused', (code) => {
  expect(take(code)).toBeUndefined();
});
