import { parseRate, rateOrUnlimited } from './rate.js';

it.each([
  [30, '30/minute', 60_000],
  ['30', '30/minute', 60_000],
  ['10/second', '10/second', 1_000],
  [' 1000 / Hour ', '1000/hour', 3_600_000],
  ['10000/day', '10000/day', 86_400_000],
])('%j is kept as %s', (written, kept, perMs) => {
  expect(rateOrUnlimited.parse(written)).toBe(kept);
  expect(rateOrUnlimited.parse(kept)).toBe(kept);
  expect(parseRate(kept)?.perMs).toBe(perMs);
});

it('Unlimited is no rate', () => {
  expect(rateOrUnlimited.parse('unlimited')).toBe('Unlimited');
  expect(parseRate('Unlimited')).toBeUndefined();
});

it.each([0, -1, 1.5, 1_000_001, '', '0/hour', '5/week', '5 per hour', '1e3', '30/', '/minute'])(
  '%j is refused with what may be written',
  (written) => {
    const { error } = rateOrUnlimited.safeParse(written);
    expect(error?.issues[0]?.message).toMatch(/^must be Unlimited, a number .* 1000\/hour/);
  },
);
