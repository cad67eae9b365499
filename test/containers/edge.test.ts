import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { eventually } from '@mailyard/testing';

import { ComposeStack, published } from './compose-stack.js';

const execute = promisify(execFile);
const outside = [
  'run',
  '--rm',
  '--network',
  'mailyard-test_outside',
  'mailyard-test_edge-transport',
  'node',
  '-e',
];

/** One message, in a container that sees the Edge alone. */
const client = `
const socket = require('net').connect(25, 'edge01.contoso.com').setEncoding('utf8');
const lines = ['EHLO outside.example', 'MAIL FROM:<someone@example.com>', 'RCPT TO:<carol@contoso.com>', 'DATA',
  'Message-ID: <perimeter@example.com>\\r\\n\\r\\nHello\\r\\n.', 'QUIT'];
let read = '';
socket.on('data', (text) => {
  read += text;
  for (let reply; (reply = /^(?:\\d{3}-.*\\r\\n)*\\d{3} .*\\r\\n/.exec(read)); read = read.slice(reply[0].length)) {
    console.log(reply[0]);
    if (lines.length > 0) socket.write(lines.shift() + '\\r\\n');
  }
});`;

describe('an Edge in containers', () => {
  let stack: ComposeStack;
  const shell = (command: string) =>
    stack.run(
      'exec',
      '-T',
      'edge-admin-center',
      'node',
      'apps/management-shell/dist/main.js',
      '-Edge',
      '-Command',
      command,
    );

  beforeAll(async () => {
    stack = await ComposeStack.build('edge');
    await stack.remove();
    await stack.run('up', '-d');
    const isWell = async (port: number) => (await fetch(`http://127.0.0.1:${port}/health`)).ok;
    await eventually(async () => (await isWell(published.web)) && (await isWell(published.edgeWeb)), {
      deadlineMs: 120_000,
      what: 'health 200 of both',
    });
  }, 15 * 60_000);
  afterAll(() => stack.remove(), 120_000);

  it('passes mail from outside to a mailbox inside, whose servers nobody sees from there', async () => {
    await shell('New-AcceptedDomain contoso.com -DomainName contoso.com');
    await shell(
      'New-SendConnector "To Internal Org" -Usage Internal -AddressSpaces "--" -DNSRoutingEnabled $false -SmartHosts mbx01.contoso.com',
    );
    const { stdout } = await execute('docker', [...outside, client]);
    expect(stdout).toMatch(/^250 2\.6\.0 <perimeter@example\.com> .*Hostname=edge01\.contoso\.com/m);
    await eventually(async () => (await stack.messageIds('carol')).length === 1, { deadlineMs: 60_000 });
    expect(await stack.messageIds('carol')).toEqual(['<perimeter@example.com>']);
    const seen = execute('docker', [
      ...outside,
      "require('dns').lookup('mbx01.contoso.com', (error) => process.exit(error ? 1 : 0))",
    ]);
    await expect(seen).rejects.toMatchObject({ code: 1 });
  }, 180_000);
});
