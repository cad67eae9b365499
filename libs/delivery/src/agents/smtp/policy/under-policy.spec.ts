import { createSecureContext } from 'node:tls';

import { HopError, type ClientTls } from '@mailyard/smtp';

import type { HostPolicy, NamedPolicy } from './host-policy.js';
import { underPolicy, type TlsAtHost } from './under-policy.js';

const [own, authorities] = [createSecureContext(), createSecureContext()];
const opportunistic: ClientTls = {
  command: 'STARTTLS',
  context: own,
  policy: 'opportunistic',
  trust: 'anybody',
};
const configured: TlsAtHost = { tls: opportunistic, clearTextMayFollow: true };
const policy: NamedPolicy = { standard: 'MTA-STS', of: 'example.com' };
const judge = { host: 'mx.example.com', objection: () => undefined };

function failureOf(demanded: HostPolicy, as: TlsAtHost): HopError | undefined {
  try {
    underPolicy(demanded, as, authorities);
    return undefined;
  } catch (error) {
    return error as HopError;
  }
}

it.each<HostPolicy>([{ kind: 'none' }, { kind: 'testing', policy, problem: 'whatever' }])(
  '$kind: TLS as the connector has it',
  (nothing) => {
    expect(underPolicy(nothing, configured, authorities)).toBe(configured);
    const without: TlsAtHost = { tls: undefined, clearTextMayFollow: true };
    expect(underPolicy(nothing, without, authorities)).toBe(without);
  },
);

it.each([
  ['a host that the Web’s authorities know', { host: 'mx.example.com' }, authorities],
  ['a host that a judge knows', judge, own],
  ['anybody', 'anybody' as const, own],
])('enforce: TLS with %s, never clear text', (_, trust, context) => {
  const tls: ClientTls = { command: 'STARTTLS', context, policy: 'required', trust };
  expect(underPolicy({ kind: 'enforce', policy, trust }, configured, authorities)).toEqual({
    tls,
    clearTextMayFollow: false,
    verifiesHost: trust !== 'anybody',
    demandedBy: policy,
  });
});

it('enforce: whom the connector trusts by hand stays', () => {
  const byHand: ClientTls = { ...opportunistic, trust: { host: 'mail.partner.example' } };
  const { tls } = underPolicy(
    { kind: 'enforce', policy, trust: judge },
    { ...configured, tls: byHand, verifiesHost: true },
    authorities,
  );
  expect(tls).toEqual({ ...byHand, policy: 'required' });
});

it('enforce: a valid chain with whatever name is not enough', () => {
  const chain = { host: 'mx.example.com', objection: () => undefined };
  const anyName: TlsAtHost = {
    tls: { ...opportunistic, policy: 'required', trust: chain },
    clearTextMayFollow: false,
  };
  const trust = { host: 'mx.example.com' };
  const sts = underPolicy({ kind: 'enforce', policy, trust }, anyName, authorities);
  expect(sts).toMatchObject({ tls: { trust, context: authorities }, verifiesHost: true });
  const strict = { ...judge, objection: () => 'not in TLSA' };
  const dane = underPolicy({ kind: 'enforce', policy, trust: strict }, anyName, authorities).tls?.trust;
  expect(typeof dane === 'object' && 'objection' in dane && dane.objection([] as never)).toBe('not in TLSA');
  const unusable = underPolicy({ kind: 'enforce', policy, trust: 'anybody' }, anyName, authorities);
  expect(unusable).toMatchObject({ tls: { trust: chain }, verifiesHost: false });
});

it('enforce: a connector with IgnoreSTARTTLS sends nothing', () => {
  const demanded: HostPolicy = { kind: 'enforce', policy, trust: 'anybody' };
  expect(failureOf(demanded, { tls: undefined, clearTextMayFollow: true })?.message).toBe(
    '451 4.7.5 SMTPSEND.MtaSts; MTA-STS validation failed; MTA-STS policy of example.com: IgnoreSTARTTLS of the connector rules TLS out',
  );
});

it('forbidden: nothing is sent', () => {
  const dane: NamedPolicy = { standard: 'DANE', of: 'mx.example.com' };
  const failure = failureOf({ kind: 'forbidden', policy: dane, problem: 'DNS cannot tell' }, configured);
  expect(failure).toMatchObject({ kind: 'tls', reply: undefined });
  expect(failure?.message).toMatch(/^451 4\.7\.323 .*; DANE policy of mx\.example\.com: DNS cannot tell$/);
});
