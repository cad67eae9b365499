import { connectorOf } from '../testing/contoso.js';
import { InboundLoad } from './inbound-load.js';
import { SessionShare, type ExceededLimit } from './session-share.js';

let now: number;
let load: InboundLoad;

beforeEach(() => {
  now = 0;
  load = new InboundLoad(() => now);
});

function session(
  parameters: Readonly<Record<string, unknown>>,
  { source = '192.0.2.1', maxConnectionRate = Infinity } = {},
): SessionShare {
  const connector = connectorOf({ Guid: '7e5c3f0a-0000-4000-8000-000000000001', ...parameters });
  return new SessionShare({ connector, source, load, maxConnectionRate });
}

/** Connects until it is refused, at most 100 times; how many got in, and why the next did not. */
function fill(connect: () => SessionShare): readonly [number, ExceededLimit | undefined] {
  for (let count = 0; count < 100; count += 1) {
    const one = connect();
    const exceeded = one.enter() ?? one.charge();
    if (exceeded === undefined) continue;
    one.leave();
    return [count, exceeded];
  }
  return [100, undefined];
}

const noShare = { MaxInboundConnectionPercentagePerSource: 100 };

describe('sessions at one time', () => {
  it.each<[string, Readonly<Record<string, unknown>>, number, ExceededLimit | undefined]>([
    ['the defaults', {}, 20, 'MaxInboundConnectionPerSource'],
    ['PerSource', { MaxInboundConnectionPerSource: 3 }, 3, 'MaxInboundConnectionPerSource'],
    [
      'no limits',
      { MaxInboundConnection: 'Unlimited', MaxInboundConnectionPerSource: 'Unlimited' },
      100,
      undefined,
    ],
    // Of what is free at that moment: after nine 10 % of 91, which is nine.
    [
      'a share',
      { MaxInboundConnection: 100, MaxInboundConnectionPercentagePerSource: 10 },
      9,
      'MaxInboundConnectionPercentagePerSource',
    ],
    // 2 % of 10 are none at all; where there is room, one may come.
    ['a share below one', { MaxInboundConnection: 10 }, 1, 'MaxInboundConnectionPercentagePerSource'],
  ])('%s: %j admits %i from one source', (_, parameters, admitted, exceeded) => {
    expect(fill(() => session(parameters))).toEqual([admitted, exceeded]);
  });

  it('MaxInboundConnection counts all sources together', () => {
    let next = 0;
    const another = () => session({ MaxInboundConnection: 7 }, { source: `192.0.2.${(next += 1)}` });
    expect(fill(another)).toEqual([7, 'MaxInboundConnection']);
  });

  it('another source, and another connector, have their own', () => {
    const parameters = { MaxInboundConnectionPerSource: 3, ...noShare };
    fill(() => session(parameters));
    expect(fill(() => session(parameters, { source: '192.0.2.2' }))[0]).toBe(3);
    const other = '7e5c3f0a-0000-4000-8000-000000000002';
    expect(fill(() => session({ ...parameters, Guid: other }))[0]).toBe(3);
  });

  it('who leaves makes room, once', () => {
    const parameters = { MaxInboundConnectionPerSource: 1 };
    const first = session(parameters);
    expect(first.enter() ?? first.charge() ?? first.charge()).toBeUndefined();
    expect(fill(() => session(parameters))[0]).toBe(0);
    first.leave();
    first.leave();
    expect(fill(() => session(parameters))[0]).toBe(1);
  });
});

describe('MaxConnectionRatePerMinute of the server', () => {
  it('counts those that got in, at all connectors together, and not those that were refused', () => {
    const parameters = { MaxInboundConnectionPerSource: 3 };
    fill(() => session(parameters, { maxConnectionRate: 5 }));
    const other = { Guid: '7e5c3f0a-0000-4000-8000-000000000002' };
    const newcomer = { source: '192.0.2.9', maxConnectionRate: 5 };
    expect(fill(() => session(other, newcomer))).toEqual([2, 'MaxConnectionRatePerMinute']);
    now = 120_000;
    expect(fill(() => session(other, newcomer))).toEqual([4, 'MaxConnectionRatePerMinute']);
  });

  it('no source takes it for itself', () => {
    const connect = (source: string) => {
      const one = session({}, { source, maxConnectionRate: 80 });
      const exceeded = one.enter() ?? one.charge();
      one.leave();
      return exceeded === undefined;
    };
    const admitted = (source: (attempt: number) => string) =>
      Array.from({ length: 100 }, (_, attempt) => connect(source(attempt))).filter(Boolean).length;
    expect(admitted(() => '192.0.2.66')).toBe(60);
    // RFC 6177 §2: all these are one host's.
    expect(admitted((attempt) => `2001:db8::${attempt}`)).toBe(15);
    expect(connect('192.0.2.9')).toBe(true);
  });
});

describe('MessageRateLimit by MessageRateSource', () => {
  const alice = 'alice@contoso.com';
  it.each<[string, string, string, string | undefined, number]>([
    ['None', '192.0.2.1', 'nobody counts', alice, 2],
    ['IPAddress', '192.0.2.1', 'the address has sent', 'bob@contoso.com', 0],
    ['IPAddress', '192.0.2.2', 'another address has not', alice, 2],
    ['User', '192.0.2.2', 'the user has sent, whatever the case', 'ALICE@contoso.com', 0],
    ['User', '192.0.2.1', 'another user has not', 'bob@contoso.com', 2],
    ['User', '192.0.2.1', 'the null reverse-path is no user', undefined, 2],
    ['All', '192.0.2.1', 'the address has sent', 'bob@contoso.com', 0],
    ['All', '192.0.2.2', 'the user has sent', alice, 0],
    ['All', '192.0.2.2', 'neither has sent', 'bob@contoso.com', 2],
  ])('%s, from %s: %s', (MessageRateSource, source, _, user, left) => {
    const parameters = { MessageRateLimit: 2, MessageRateSource };
    const before = session(parameters);
    const connector = connectorOf(parameters);
    before.submit(alice, connector);
    before.submit(alice, connector);
    const outcomes = [1, 2].map(() => session(parameters, { source }).submit(user, connector));
    expect(outcomes.filter((exceeded) => exceeded === undefined)).toHaveLength(left);
    expect(new Set(outcomes)).toEqual(new Set([left === 2 ? undefined : 'MessageRateLimit']));
  });

  it('a refused message does not count, and room comes back with time', () => {
    const parameters = { MessageRateLimit: 5, MessageRateSource: 'User' };
    const submit = () => session(parameters).submit(alice, connectorOf(parameters));
    const burst = [1, 2, 3, 4, 5, 6, 7].map(submit);
    expect(burst.map((exceeded) => exceeded ?? 'sent')).toEqual([
      ...Array<string>(5).fill('sent'),
      'MessageRateLimit',
      'MessageRateLimit',
    ]);
    now = 71_000;
    expect(submit()).toBe('MessageRateLimit');
    now = 72_000;
    expect(submit()).toBeUndefined();
    expect(submit()).toBe('MessageRateLimit');
  });
});
