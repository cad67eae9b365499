import { greeted, openEnvelope } from '../mail/send.js';
import { Services } from '../stack/services.js';
import { expectUnharmed } from './aftermath.js';

describe('a chunk beyond the message size on port 25', () => {
  let stack: Services;

  beforeAll(async () => {
    stack = await Services.start();
  }, 60_000);
  afterEach(() => expectUnharmed(stack), 20_000);
  afterAll(() => stack.stop(), 60_000);

  it('is taken and refused (RFC 3030 §2)', async () => {
    const client = await greeted(stack.site.port(25));
    await openEnvelope(client);
    await client.sendRaw(`BDAT 37748737 LAST\r\n${'x'.repeat(37_748_737)}NOOP\r\n`, { segments: 5 });
    const refused = await client.expect(/^552 5\.3\.4 /);
    const understood = await client.expect(/^250 /);
    await client.quit();
    expect([refused.code, understood.code]).toEqual([552, 250]);
  });
});
