import { formatProxyCommand, parseProxyCommand, type ProxyCommand } from './proxy-command.js';

const from = 'XPROXYFROM SID=1 IP=192.0.2.1 DOMAIN=d CONNECTOR=c';

describe('proxy commands of the internal hop', () => {
  const commands: ProxyCommand[] = [
    {
      verb: 'XPROXYFROM',
      sid: '08D0000000000001',
      ip: '2001:db8::1',
      port: 4711,
      domain: 'a=b c+d.example',
      connector: 'f1b6d8c0-0000-4000-8000-000000000001',
      perms: 0x1f,
      authAs: 'Anonymous',
    },
    {
      verb: 'XPROXY',
      sid: '08D0000000000002',
      ip: '192.0.2.1',
      port: 1,
      domain: 'müller.example',
      connector: 'c',
      perms: 1,
      authAs: 'Internal',
      login: 'alice@contoso.com',
      once: { name: 'outbox:alice;1=ü', forSeconds: 86_400 },
      messageGuid: '01a22ea8-208a-8481-b2a1-72cedc45ca78',
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    },
    {
      verb: 'XPROXYTO',
      sid: 's',
      connector: 'c',
      domain: 'example.com',
      hosts: ['192.0.2.1:25', 'mx.example.com'],
    },
  ];

  it.each(commands)('survives the wire: $verb', (command) => {
    expect(parseProxyCommand(formatProxyCommand(command))).toEqual(command);
  });

  it('takes the largest numbers that are exact', () => {
    const command = parseProxyCommand(`${from} PORT=65535 PERMS=7fffffff`);
    expect(command).toMatchObject({ port: 65_535, perms: 0x7fffffff });
  });

  it.each([
    'XPROXYFROM',
    'XPROXYFROM SID=1 IP=not-an-address PORT=1 DOMAIN=d CONNECTOR=c PERMS=0',
    'XPROXYFROM SID=1 IP=192.0.2.1 PORT=1 DOMAIN=a+0D+0Ab CONNECTOR=c PERMS=0',
    'XPROXYFROM SID=1 IP=192.0.2.1 PORT=1 DOMAIN=d CONNECTOR=c PERMS=zz',
    'XPROXYFROM SID=1 IP=192.0.2.1 PORT=1 DOMAIN=d CONNECTOR=c PERMS=0 AUTHAS=Root',
    ...['', '65536', '99999', '025', '-1', '2e1', '9007199254740993'].map(
      (port) => `${from} PORT=${port} PERMS=1`,
    ),
    ...['', '80000000', 'ffffffff', '100000001', '20000000000001', '-1', '0x1'].map(
      (perms) => `${from} PORT=25 PERMS=${perms}`,
    ),
    `${from} PORT=25 PERMS=1 PERMS=7ffff`,
    `${from} PORT=25 PERMS=1 LOGIN=alice login=bob`,
    ...['', 'x', '1', '1;', ';x', '0;x', '-1;x', '99999999;x', `1;${'x'.repeat(256)}`].map(
      (once) => `${from} PORT=25 PERMS=1 ONCE=${once}`,
    ),
    `${from} PORT=25 PERMS=1 GUID=01a22ea8`,
    `${from} PORT=25 PERMS=1 TRACE=1`,
    'XPROXYTO SID=1',
  ])('refuses %s', (line) => {
    expect(parseProxyCommand(line)).toBeUndefined();
  });
});
