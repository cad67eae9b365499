import { cpuMs } from '@mailyard/testing';

import { formatPath, parseMailbox, parsePath } from './path.js';

const forward = { allowNull: false, smtpUtf8: true };
const reverse = { allowNull: true, smtpUtf8: true };

describe('paths (RFC 5321 §4.1.2)', () => {
  it.each([
    ['<alice@contoso.com>', 'alice@contoso.com'],
    ['<Alice@CONTOSO.Com>', 'Alice@contoso.com'],
    ["<a.b+c!#$%&'*/=?^_`{|}~-@x.example>", "a.b+c!#$%&'*/=?^_`{|}~-@x.example"],
    ['<"a b"@x.example>', '"a b"@x.example'],
    ['<"a@b>c\\"d"@x.example>', '"a@b>c\\"d"@x.example'],
    ['<user%other.example@contoso.com>', 'user%other.example@contoso.com'],
    ['<a@localhost>', 'a@localhost'],
    ['<a@my_host.example>', 'a@my_host.example'],
    ['<a@[192.0.2.1]>', 'a@[192.0.2.1]'],
    ['<a@[IPv6:2001:DB8::1]>', 'a@[ipv6:2001:db8::1]'],
    ['<@relay.example,@other.example:a@x.example>', 'a@x.example'],
    [`<${'l'.repeat(64)}@x.example>`, `${'l'.repeat(64)}@x.example`],
    ['<用户@例え.テスト>', '用户@例え.テスト'],
    ['<jörg@MÜLLER.example>', 'jörg@müller.example'],
  ])('takes %s', (text, expected) => {
    expect(formatPath(parsePath(text, forward) ?? null)).toBe(expected);
  });

  it.each([
    '',
    'alice@contoso.com',
    '<alice@contoso.com',
    'alice@contoso.com>',
    '<alice>',
    '<@contoso.com>',
    '<alice@>',
    '<alice@@contoso.com>',
    '<alice@contoso..com>',
    '<alice@.contoso.com>',
    '<alice@contoso.com.>',
    '<alice@-contoso.com>',
    '<.alice@contoso.com>',
    '<alice.@contoso.com>',
    '<al..ice@contoso.com>',
    '<al ice@contoso.com>',
    '<alice@con toso.com>',
    '<al\tice@contoso.com>',
    '<al\u0000ice@contoso.com>',
    '<al\u0085ice@contoso.com>',
    '<al\u200bice@contoso.com>',
    '<alice@con\u00a0toso.com>',
    '<"alice@contoso.com>',
    '<"al"ice@contoso.com>',
    '<"al\\@contoso.com>',
    '<al<ice@contoso.com>',
    '<alice@[999.0.2.1]>',
    '<alice@[192.0.2.1>',
    '<alice@[IPv6:192.0.2.1]>',
    '<alice@[IPv6:fe80::1%eth0]>',
    '<alice@[x:y]>',
    '<@relay.example:>',
    '<@relay.example>',
  ])('refuses %j', (text) => {
    expect(parsePath(text, reverse)).toBeUndefined();
  });

  it('limits local part, label, domain and path (RFC 5321 §4.5.3.1)', () => {
    const label = 'd'.repeat(63);
    const domain = `${label}.${label}.${label}.${label}`;
    expect(parsePath(`<${'l'.repeat(315)}@${domain}>`, forward)).toBeDefined();
    expect(parsePath(`<${'l'.repeat(315)}@${domain}d>`, forward)).toBeUndefined();
    expect(parsePath(`<${'l'.repeat(316)}@x.example>`, forward)).toBeUndefined();
    expect(parsePath(`<${'ü'.repeat(158)}@x.example>`, forward)).toBeUndefined();
    expect(parsePath(`<a@${'d'.repeat(64)}.example>`, forward)).toBeUndefined();
  });

  it('takes an address as long as an encapsulated one of X.400 where that is allowed', () => {
    const long = { ...forward, longAddresses: true };
    const address = (octets: number) => `IMCEAX400-${'l'.repeat(octets - 20)}@x.example`;
    expect(parsePath(`<${address(1860)}>`, long)).toBeDefined();
    expect(parsePath(`<${address(1861)}>`, long)).toBeUndefined();
    expect(parsePath(`<${address(1860)}>`, forward)).toBeUndefined();
  });

  // Expressions that try every way to read such a path take hours.
  it('is not slow on hostile input', async () => {
    const spent = await cpuMs(() => {
      parsePath(`<"${'\\'.repeat(2000)}>`, forward);
      parsePath(`<${'@a,'.repeat(600)}a@x>`, forward);
      parsePath(`<${'a.'.repeat(900)}@x>`, forward);
    });
    expect(spent).toBeLessThan(1_000);
  });
});

describe('null reverse-path (RFC 5321 §4.5.5)', () => {
  it('is a sender', () => expect(parsePath('<>', reverse)).toBeNull());
  it('is no recipient', () => expect(parsePath('<>', forward)).toBeUndefined());
});

describe('Postmaster without a domain (RFC 5321 §4.1.1.3)', () => {
  it('is a recipient in any case', () => {
    expect(parsePath('<PostMaster>', forward)).toEqual({ localPart: 'PostMaster', domain: '' });
  });
  it('is no sender', () => expect(parsePath('<Postmaster>', reverse)).toBeUndefined());
});

describe('an address without a domain', () => {
  const defaultDomain = 'contoso.com';
  it.each([
    ['<alice>', 'alice@contoso.com'],
    ['<@relay.example:alice>', 'alice@contoso.com'],
    ['<"a b@c">', '"a b@c"@contoso.com'],
    ['<alice@fabrikam.com>', 'alice@fabrikam.com'],
    ['<postmaster>', 'postmaster'],
  ])('is completed: %s', (text, expected) => {
    expect(formatPath(parsePath(text, { ...forward, defaultDomain }) ?? null)).toBe(expected);
  });
  it.each(['<alice@>', '<@contoso.com>', '<al ice>', '<.alice>', `<${'l'.repeat(316)}>`])(
    'is still no address when it is malformed: %s',
    (text) => expect(parsePath(text, { ...reverse, defaultDomain })).toBeUndefined(),
  );
  it('is the null reverse-path only when it is empty', () => {
    expect(parsePath('<>', { ...reverse, defaultDomain })).toBeNull();
  });
});

describe('addresses outside ASCII (RFC 6531)', () => {
  it('need SMTPUTF8', () => {
    expect(parsePath('<jörg@x.example>', { allowNull: false, smtpUtf8: false })).toBeUndefined();
    expect(parsePath('<a@müller.example>', { allowNull: false, smtpUtf8: false })).toBeUndefined();
  });
});

describe('mailbox without brackets', () => {
  it('is read the same way', () => {
    expect(parseMailbox('alice@Contoso.com')).toEqual({ localPart: 'alice', domain: 'contoso.com' });
    expect(parseMailbox('<alice@contoso.com>')).toBeUndefined();
  });
});
