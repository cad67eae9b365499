import { greeted } from '../mail/send.js';
import { Services } from '../stack/services.js';
import { expectUnharmed } from './aftermath.js';

describe.each([25, 587])('hostile sessions on port %i', (standardPort) => {
  let stack: Services;
  let port: number;

  beforeAll(async () => {
    stack = await Services.start();
    port = stack.site.port(standardPort);
  }, 60_000);
  afterEach(() => expectUnharmed(stack), 20_000);
  afterAll(() => stack.stop(), 60_000);

  it('commands sent behind STARTTLS in plain text are never carried out inside TLS', async () => {
    const client = await greeted(port);
    await client.sendRaw('STARTTLS\r\nRSET\r\nNOOP injected\r\n');
    // Refusing is right as well: then nothing is encrypted, and nobody is deceived.
    const reply = await client.expect(/^(?:220|421|501|503|554) /);
    if (reply.code === 220) {
      await client.startTls();
      await client.command('MAIL FROM:<a@b.example>', /^503 5\.5\.2 /); // RFC 3207 §4.2: all is forgotten.
      await client.ehlo();
      await client.quit();
    }
    client.close();
  });

  it('too many errors end the session with 421 (MaxProtocolErrors)', async () => {
    const client = await greeted(port);
    let last = '';
    for (let count = 0; count < 20 && !last.startsWith('421'); count++) {
      client.send('WIZ');
      last = (await client.reply()).text;
    }
    expect(last).toMatch(/^421 4\.7\.0 /);
    await client.closed();
  });

  it('a TLS handshake of garbage ends that connection only', async () => {
    const client = await greeted(port);
    await client.command('STARTTLS', /^220 /);
    await client.sendRaw(Buffer.alloc(2000, 'garbage'));
    await client.closed().catch(() => undefined); // A TLS alert may come first.
    client.close();
    await (await greeted(port)).quit();
  });
});
