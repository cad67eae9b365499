import { signInKey } from './sign-in-key.js';
import { SignInLimits, type SignInReport } from './sign-in-limits.js';

const minute = 60_000;
const day = 24 * 60 * minute;
let now: number;
let limits: SignInLimits;
const replica = () => new SignInLimits({ steady: () => now, wall: () => now });
const alice = (address: string) => signInKey(address, 'alice@contoso.com');
const sent = (report: SignInReport) => JSON.parse(JSON.stringify(report)) as SignInReport;

beforeEach(() => {
  now = 1_000_000;
  limits = replica();
});

/** Tries without a pause until it has to wait; how often that was. */
function guesses(of: (attempt: number) => ReturnType<typeof signInKey>): number {
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    if (limits.waitMs(of(attempt)) > 0) return attempt;
    limits.failed(of(attempt));
  }
  return 1000;
}

describe('guesses at once', () => {
  it('at many accounts from one source: 11', () => {
    expect(guesses((attempt) => signInKey('192.0.2.1', `user${attempt}@contoso.com`))).toBe(11);
    expect(limits.waitMs(signInKey('192.0.2.2', 'user1@contoso.com'))).toBe(0);
  });

  it('at one account from many sources: 11', () => {
    expect(guesses((attempt) => alice(`192.0.2.${attempt}`))).toBe(11);
    expect(limits.waitMs(signInKey('192.0.2.1', 'bob@contoso.com'))).toBe(0);
  });

  it('RFC 6177 §2: the addresses of a /64 are one source, a mapped IPv4 address is that address', () => {
    expect(guesses((attempt) => signInKey(`2001:db8::${attempt}`, `user${attempt}@contoso.com`))).toBe(11);
    expect(limits.waitMs(signInKey('2001:db8:0:1::1', 'zed@contoso.com'))).toBe(0);
    expect(signInKey('::ffff:192.0.2.1', 'a')).toEqual(signInKey('192.0.2.1', 'a'));
  });

  it('under other ways to write the name are guesses at the same account', () => {
    expect(signInKey('192.0.2.1', 'ALICE@Contoso.COM')).toEqual(alice('192.0.2.1'));
  });

  it('of tickets, which tell nobody’s name before they are read, are counted for the source', () => {
    expect(guesses((attempt) => signInKey(`192.0.2.${attempt}`, undefined))).toBe(1000);
    expect(guesses(() => signInKey('192.0.2.250', undefined))).toBe(10);
  });
});

it('the delays grow, up to five minutes; one failure is forgotten in five', () => {
  guesses(() => alice('192.0.2.1'));
  const waits = Array.from({ length: 11 }, () => {
    const wait = limits.waitMs(alice('192.0.2.1'));
    now += wait;
    limits.failed(alice('192.0.2.1'));
    return wait / 1000;
  });
  expect(waits.slice(0, 6)).toEqual([1, 2, 4, 8, 16, 32]);
  expect(Math.max(...waits)).toBeLessThanOrEqual(300);
  now += 12 * 60 * minute;
  expect(limits.waitMs(alice('192.0.2.1'))).toBe(0);
  expect(guesses(() => alice('192.0.2.1'))).toBe(11);
});

it('an hour of guessing gives no more than 32', () => {
  let guessed = 0;
  for (const end = now + 60 * minute; now < end; now += 50) {
    if (limits.waitMs(alice('192.0.2.1')) > 0) continue;
    limits.failed(alice('192.0.2.1'));
    guessed += 1;
  }
  expect(guessed).toBeLessThanOrEqual(32);
});

describe('an address from which the user has signed in', () => {
  beforeEach(() => limits.succeeded(alice('198.51.100.7')));

  it('stays open, whatever strangers elsewhere and neighbours there do', () => {
    guesses((attempt) => alice(`192.0.2.${attempt}`));
    guesses(() => signInKey('198.51.100.7', 'bob@contoso.com'));
    expect(limits.waitMs(alice('198.51.100.7'))).toBe(0);
    expect(limits.waitMs(alice('192.0.2.99'))).toBeGreaterThan(0);
  });

  it('has limits of its own, of half a minute at most, that the right password ends', () => {
    expect(guesses(() => alice('198.51.100.7'))).toBe(11);
    expect(limits.waitMs(alice('192.0.2.99'))).toBe(0);
    for (let failure = 0; failure < 50; failure += 1) limits.failed(alice('198.51.100.7'));
    now += 30_000;
    expect(limits.waitMs(alice('198.51.100.7'))).toBe(0);
    limits.failed(alice('198.51.100.7'));
    limits.succeeded(alice('198.51.100.7'));
    expect(guesses(() => alice('198.51.100.7'))).toBe(11);
  });

  it('is one for 30 days', () => {
    guesses((attempt) => alice(`192.0.2.${attempt}`));
    now += 30 * day;
    expect(limits.isKnown(alice('198.51.100.7'))).toBe(true);
    now += 1;
    expect(limits.isKnown(alice('198.51.100.7'))).toBe(false);
  });
});

it('a password that is right buys no guesses at other accounts', () => {
  const guessed = guesses((attempt) => {
    limits.succeeded(signInKey('192.0.2.1', 'mallory@contoso.com'));
    return signInKey('192.0.2.1', `user${attempt}@contoso.com`);
  });
  expect(guessed).toBe(11);
});

describe('two replicas', () => {
  it('count failures once each, together', () => {
    const other = replica();
    for (let failure = 0; failure < 6; failure += 1) {
      limits.failed(alice('192.0.2.1'));
      other.failed(alice('192.0.2.1'));
    }
    expect(limits.waitMs(alice('192.0.2.1'))).toBe(0);
    limits.hear(sent(other.news()));
    other.hear(sent(limits.news()));
    expect(limits.waitMs(alice('192.0.2.1'))).toBe(2000);
    expect(other.waitMs(alice('192.0.2.1'))).toBe(2000);
    expect(limits.news()).toEqual({ failed: [], known: [] });
  });

  it('one that has just started takes over what the other has counted', () => {
    guesses(() => alice('192.0.2.1'));
    const other = replica();
    other.learn(sent({ failed: limits.failures(), known: [] }));
    other.learn(sent({ failed: limits.failures(), known: [] }));
    expect(other.waitMs(alice('192.0.2.1'))).toBe(1000);
  });

  it('both know a source, and hear of it once an hour', () => {
    limits.succeeded(alice('192.0.2.1'));
    limits.succeeded(alice('192.0.2.1'));
    const report = sent(limits.news());
    expect(report.known).toHaveLength(1);
    const other = replica();
    other.hear(report);
    expect(other.isKnown(alice('192.0.2.1'))).toBe(true);
  });
});
