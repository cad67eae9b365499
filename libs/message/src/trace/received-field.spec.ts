import { HeaderBlock } from '../header/header-block.js';
import { receivedField, type ReceivedHop } from './received-field.js';

const hop: ReceivedHop = {
  from: { helo: 'mail.example.com', ip: '192.0.2.1' },
  by: { fqdn: 'mbx01.contoso.com', ip: '198.51.100.7' },
  version: '0.1.0',
  at: new Date('2026-08-04T09:05:00.042Z'),
};

const value = (changes: Partial<ReceivedHop> = {}) =>
  new HeaderBlock([receivedField({ ...hop, ...changes })]).first('Received');

describe('Received (RFC 5321 §4.4)', () => {
  it('has Exchange’s shape without TLS', () => {
    expect(value()).toBe(
      'from mail.example.com (192.0.2.1) by mbx01.contoso.com (198.51.100.7) with Microsoft SMTP Server id 0.1.0; Tue, 4 Aug 2026 09:05:00 +0000',
    );
  });

  it('has Exchange’s shape with TLS and the component', () => {
    expect(value({ tls: 'TLS1_3:TLS_AES_256_GCM_SHA384', via: 'Frontend Transport' })).toBe(
      'from mail.example.com (192.0.2.1) by mbx01.contoso.com (198.51.100.7) with Microsoft SMTP Server (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 0.1.0 via Frontend Transport; Tue, 4 Aug 2026 09:05:00 +0000',
    );
  });

  it('keeps lines within 78 characters', () => {
    const lines = receivedField({ ...hop, tls: 'TLS1_3:TLS_AES_256_GCM_SHA384' })
      .raw.toString()
      .split('\r\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(78);
  });

  it.each([
    ['a.example\r\nBcc: victim@example.com', 'a.example?Bcc:?victim?example.com'],
    ['a.example (10.0.0.1) by trusted.example; x', 'a.example?10.0.0.1?by?trusted.example?x'],
    ['"quoted\\', '?quoted?'],
    ['[IPv6:2001:db8::1]', '[IPv6:2001:db8::1]'],
    ['müller.example', 'xn--mller-kva.example'],
    ['', 'unknown'],
    ['x'.repeat(1000), 'x'.repeat(255)],
  ])('takes nothing but harmless characters from HELO: %j', (helo, written) => {
    expect(value({ from: { helo, ip: '2001:db8::1' } })).toMatch(/^from \S+ \(2001:db8::1\) by mbx01/);
    expect(value({ from: { helo, ip: '2001:db8::1' } })?.split(' ')[1]).toBe(written);
  });

  it.each(['not an address', '192.0.2.1)\r\nX: y'])('writes no address that is none: %j', (ip) => {
    expect(value({ from: { helo: 'a', ip } })).toContain('from a (unknown) by');
  });
});
