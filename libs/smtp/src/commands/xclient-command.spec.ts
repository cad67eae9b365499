import { parseXclient } from './xclient-command.js';

describe('XCLIENT (Postfix XCLIENT_README)', () => {
  it.each<[string, object]>([
    ['ADDR=192.0.2.7 NAME=spike.example.org', { ADDR: '192.0.2.7', NAME: 'spike.example.org' }],
    ['addr=ipv6:2001:DB8:0::7 Port=4711', { ADDR: '2001:db8::7', PORT: 4711 }],
    ['ADDR=2001:db8::7', { ADDR: '2001:db8::7' }],
    ['NAME=[UNAVAILABLE] ADDR=[tempunavail] LOGIN=[Unavailable]', { NAME: null, ADDR: null, LOGIN: null }],
    ['PROTO=smtp HELO=client.example', { PROTO: 'SMTP', HELO: 'client.example' }],
    ['LOGIN=alice+40contoso.com', { LOGIN: 'alice@contoso.com' }],
    ['HELO=+5B192.0.2.7+5D', { HELO: '[192.0.2.7]' }],
    ['DESTADDR=192.0.2.9  DESTPORT=587', { DESTADDR: '192.0.2.9', DESTPORT: 587 }],
    ['PORT=[UNAVAILABLE]', { PORT: null }],
  ])('%s', (argument, attributes) => {
    expect(parseXclient(argument)).toEqual(attributes);
  });

  it.each([
    '',
    'ADDR',
    'ADDR=',
    'ADDR=192.0.2.256',
    'ADDR=IPV6:192.0.2.7',
    'ADDR=fe80::1%eth0',
    'ADDR=[NONE]',
    'PORT=65536',
    'PORT=025',
    'PORT=9007199254740993',
    'ADDR=192.0.2.7 addr=192.0.2.8',
    'LOGIN=alice LOGIN=[UNAVAILABLE]',
    'PORT=-1',
    'PROTO=LMTP',
    'HELO=two+20words',
    `HELO=${'x'.repeat(256)}`,
    'LOGIN=a+0D+0Ab',
    'LOGIN=a=b',
    'COLOR=red',
    'ADDR=192.0.2.7 COLOR=red',
  ])('%j is malformed', (argument) => {
    expect(parseXclient(argument)).toBeUndefined();
  });
});
