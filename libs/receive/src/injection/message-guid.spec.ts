import { applicationTagOf, isMessageOf, messageGuid, newSeed } from './message-guid.js';

const seed = newSeed(Date.UTC(2026, 10, 30));

it('RFC 9562 §5.8: version 8, variant 10, the time first', () => {
  expect(messageGuid(seed, 0, 'billing')).toMatch(/^01a229c0-5400-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});

it('is the same for the same order, and another one for each message and application', () => {
  expect(messageGuid(seed, 0, 'billing')).toBe(messageGuid(seed, 0, 'Billing'));
  const all = [
    messageGuid(seed, 0, 'billing'),
    messageGuid(seed, 1, 'billing'),
    messageGuid(seed, 0, 'shop'),
  ];
  expect(new Set(all).size).toBe(3);
});

it('tells whose message it is', () => {
  const guid = messageGuid(seed, 7, 'billing');
  expect(isMessageOf(guid, 'BILLING')).toBe(true);
  expect(isMessageOf(guid, 'shop')).toBe(false);
  expect(applicationTagOf('2d0ce7d4-9b8e-4c50-9c36-5c1bd8ac0f11')).toBeUndefined();
});
