import { expectBalance, Ledger } from '../mail/ledger.js';
import { message } from '../mail/message.js';
import { greeted, openEnvelope } from '../mail/send.js';
import { Services } from '../stack/services.js';
import { falseEnds } from './answers/input.js';

describe('smuggling: only CRLF . CRLF ends the content (RFC 5321 §2.3.8)', () => {
  let stack: Services;
  let ledger: Ledger;

  beforeAll(async () => {
    stack = await Services.start();
  }, 60_000);
  afterAll(() => stack.stop(), 60_000);
  beforeEach(() => {
    ledger = new Ledger();
  });
  afterEach(() => expectBalance(stack, ledger), 20_000);

  it.each(falseEnds)('%s', async (_name, falseEnd) => {
    const outer = message({ body: 'before' });
    const smuggled = message({ from: 'ceo@contoso.com', to: 'bob@contoso.com', subject: 'smuggled' });
    const client = await greeted(stack.site.port(25));
    await openEnvelope(client);
    await client.command('DATA', /^354 /);
    await client.sendRaw(
      Buffer.concat([
        outer.octets,
        Buffer.from(`${falseEnd}MAIL FROM:<ceo@contoso.com>\r\nRCPT TO:<bob@contoso.com>\r\nDATA\r\n`),
        smuggled.octets,
        Buffer.from('\r\n.\r\n'),
      ]),
    );
    // One content, so one reply; were it cut in two, more would follow and the next one would not be QUIT's.
    const reply = await client.expect(/^(?:250 2\.6\.0|550 5\.6\.11) /);
    await client.quit();
    if (reply.code === 250) ledger.accept(outer.id, ['alice']);
    await ledger.settled(stack);
    // Accepted, it must be one message that holds all of it.
    const stored = (await stack.site.mailbox('alice').messages()).filter(({ id }) => id === outer.id);
    expect(stored.map(({ body }) => body.includes('Subject: smuggled'))).toEqual(
      reply.code === 250 ? [true] : [],
    );
    const stolen = await stack.site.mailbox('bob').messages();
    expect(stolen.map(({ id }) => id)).not.toContain(smuggled.id);
  });

  it('a true end in two segments is one', async () => {
    const sent = message({ body: 'x' });
    const client = await greeted(stack.site.port(25));
    await openEnvelope(client);
    await client.command('DATA', /^354 /);
    await client.sendRaw(sent.octets);
    for (const octet of '\r\n.\r\n') await client.sendRaw(octet);
    await client.expect(/^250 2\.6\.0 /);
    await client.quit();
    ledger.accept(sent.id, ['alice']);
    expect((await stack.site.mailbox('alice').message(sent.id)).body.toString()).toBe('x\r\n');
  });
});
