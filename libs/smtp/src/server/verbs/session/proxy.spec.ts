import type { EnvelopeRecipient } from '../../../commands/envelope.js';
import { formatProxyCommand, type ProxyFrom } from '../../../commands/proxy-command.js';
import { replies } from '../../../reply/replies.js';
import { ReplyError } from '../../../reply/reply.js';
import { TestServer } from '../../spec-support/test-server.js';

const from: ProxyFrom = {
  verb: 'XPROXYFROM',
  sid: '08DF000000000001',
  ip: '192.0.2.1',
  port: 4711,
  domain: 'client.example',
  connector: 'f1b6d8c0-0000-4000-8000-000000000001',
  perms: 3,
  authAs: 'Anonymous',
};
const line = formatProxyCommand(from);
const transaction = ['MAIL FROM:<a@b.example>', 'RCPT TO:<b@mx.example>', 'BDAT 0 LAST'];

describe('XPROXYFROM and its kin', () => {
  it('hold for the next transaction only', async () => {
    await using server = await TestServer.start({ offer: { proxyCommands: ['XPROXYFROM'] } });
    const client = await server.client();
    await client.sendRaw([line, ...transaction, ...transaction].map((text) => `${text}\r\n`).join(''));
    for (let count = 0; count < 7; count++) await client.expect(/^250 /);
    await client.command(line, /^250 2\.0\.0 XProxy accepted$/);
    await client.command('RSET', /^250/);
    for (const command of transaction) await client.command(command, /^250/);
    await client.quit();
    expect(server.handler.messages.map(({ proxied }) => proxied)).toEqual([from, undefined, undefined]);
  });

  it('when refused, take the transaction behind them with them', async () => {
    let refuse = true;
    const proxy = () => {
      if (refuse) throw new ReplyError(replies.unrecognizedCommand);
    };
    await using server = await TestServer.start({
      offer: { proxyCommands: ['XPROXYFROM'] },
      decide: { proxy },
    });
    const client = await server.client();
    await client.sendRaw([line, ...transaction].map((text) => `${text}\r\n`).join(''));
    await client.expect(/^500/);
    await client.expect(/^503 5\.5\.1 The proxy command for this transaction was refused$/);
    await client.expect(/^503/);
    await client.expect(/^503/);
    refuse = false;
    await client.sendRaw([line, ...transaction].map((text) => `${text}\r\n`).join(''));
    for (let count = 0; count < 4; count++) await client.expect(/^250 /);
    await client.quit();
    expect(server.handler.messages.map(({ proxied }) => proxied)).toEqual([from]);
  });

  it('make a message of all its recipients: when one is refused nobody gets it', async () => {
    const rcpt = ({ path }: EnvelopeRecipient) => {
      if (path.localPart === 'nobody') throw new ReplyError(replies.unknownRecipient);
    };
    await using server = await TestServer.start({
      offer: { proxyCommands: ['XPROXYFROM'] },
      decide: { rcpt },
    });
    const client = await server.client();
    const [mail, someone, bdat] = transaction;
    const lines = [line, mail, someone, 'RCPT TO:<nobody@mx.example>', bdat, mail, someone, bdat];
    await client.sendRaw(lines.map((text) => `${text}\r\n`).join(''));
    for (let count = 0; count < 3; count++) await client.expect(/^250 /);
    await client.expect(/^550 5\.1\.10 /);
    await client.expect(/^451 4\.5\.0 A recipient was refused, so nobody gets the message$/);
    for (let count = 0; count < 3; count++) await client.expect(/^250 /);
    await client.quit();
    expect(server.handler.messages.map(({ proxied }) => proxied)).toEqual([undefined]);
  });

  it('are refused when malformed, out of order or not offered', async () => {
    await using server = await TestServer.start({ offer: { proxyCommands: ['XPROXYFROM'] } });
    const client = await server.connect();
    await client.command(line, /^503 5\.5\.2 Send hello first$/);
    await client.ehlo();
    await client.command('XPROXYFROM SID=1', /^501 5\.5\.4/);
    await client.command('MAIL FROM:<a@b.example>', /^503/);
    await client.command(line, /^250/);
    await client.command('MAIL FROM:<a@b.example>', /^250/);
    await client.command(line, /^503/);
    await client.command(line.replace('XPROXYFROM', 'XPROXY'), /^500 5\.3\.3/);
    await client.quit();
  });
});
