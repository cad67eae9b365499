import { endpointOf, parseProtocolLine } from './protocol-line.js';

const of = { service: 'front-end-transport', direction: 'Receive' } as const;

describe('a line of a protocol log', () => {
  it('is read field by field (RFC 4180 §2)', () => {
    const text = String.raw`2026-11-29T10:00:00.000Z,MBX01\Default Frontend MBX01,08D000000000001A,3,127.0.0.1:25,[::1]:4711,>,"550 5.7.54 SMTP; ""no"", relay",`;
    expect(parseProtocolLine(text, of)).toEqual({
      ...of,
      time: '2026-11-29T10:00:00.000Z',
      connector: String.raw`MBX01\Default Frontend MBX01`,
      session: '08D000000000001A',
      sequence: 3,
      local: '127.0.0.1:25',
      remote: '[::1]:4711',
      event: '>',
      data: '550 5.7.54 SMTP; "no", relay',
      context: '',
    });
  });

  it.each(['', '#Fields: date-time,connector-id', '2026-11-29T10:00:00.000Z,x,08D'])(
    'is none: %j',
    (text) => {
      expect(parseProtocolLine(text, of)).toBeUndefined();
    },
  );

  it.each([
    ['[::1]:25', { address: '::1', port: 25 }],
    ['192.0.2.1:4711', { address: '192.0.2.1', port: 4711 }],
    ['', { address: '', port: 0 }],
  ])('%j is an end', (text, end) => expect(endpointOf(text)).toEqual(end));
});
