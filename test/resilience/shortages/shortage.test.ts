import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { eventually, type ClientReply } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { message, type Message } from '../../mail/message.js';
import { greeted, transact } from '../../mail/send.js';
import { organizationCommand } from '../../stack/organization-command.js';
import { organizationText } from '../../stack/organization.js';
import { Services } from '../../stack/services.js';

const run = promisify(execFile);
const refused = /^452 4\.3\.1 Insufficient system resources$/;
/** Too large for Redis: its content is a file. */
const large = (): Message => message({ body: `${'x'.repeat(998)}\r\n`.repeat(300) });
const small = (): Message => message({ body: `${'x'.repeat(998)}\r\n`.repeat(20) });

describe('what is short is told and refused, and what waits is delivered, which gives room again', () => {
  let stack: Services;
  let ledger: Ledger;

  beforeEach(async () => {
    ledger = new Ledger();
    const organization = organizationText({ serverSettings: { ResourceMeteringInterval: 100 } });
    stack = await Services.start({ organization, services: [] });
  }, 60_000);
  afterEach(() => stack.stop(), 60_000);

  /** Until it is refused, with the refusal. Delivery is not there yet. */
  async function fill(next: () => Message): Promise<string> {
    for (;;) {
      const sent = next();
      const { code, text } = await transactOrRefusal(sent);
      if (code !== 250) return text;
      ledger.accept(sent.id, ['alice']);
    }
  }

  /** MAIL may be refused, too. */
  async function transactOrRefusal(sent: Message): Promise<ClientReply> {
    const client = await greeted(stack.site.port(25));
    try {
      const mail = await client.command('MAIL FROM:<sender@example.net>', /^/);
      if (mail.code !== 250) return mail;
      await client.command('RSET', /^250 /);
      return await transact(client, sent);
    } finally {
      client.close();
    }
  }

  async function mailAnswer(): Promise<string> {
    const client = await greeted(stack.site.port(25));
    const { text } = await client.command('MAIL FROM:<sender@example.net>', /^/);
    client.close();
    return text;
  }

  async function expectRecovery(resource: string, next: () => Message): Promise<void> {
    const shown = new RegExp(`${resource.replaceAll(/[[\]]/g, '\\$&')} +(Medium|High)`);
    // A look ahead may have been wrong: then there was room for more.
    await eventually(
      async () => {
        expect(await fill(next)).toMatch(refused);
        expect((await organizationCommand(stack, 'resource', 'list')).output).toMatch(shown);
        // Front End refuses without content.
        expect(await mailAnswer()).toMatch(refused);
      },
      { deadlineMs: 30_000 },
    );
    // The log knows why, the client does not.
    const hub = stack.service('hub-transport');
    expect(hub.output).toContain(`"resource":"${resource}","before":"Low"`);
    expect(hub.output).toMatch(/"event":1500[67]/);

    expect(ledger.acceptedMessages).toBeGreaterThan(3);
    await stack.startService('mailbox-delivery');
    await expectBalance(stack, ledger, { deadlineMs: 30_000 });
    await eventually(async () => expect(await mailAnswer()).toMatch(/^250 /), { deadlineMs: 20_000 });
    const sent = small();
    expect((await transactOrRefusal(sent)).code).toBe(250);
    ledger.accept(sent.id, ['alice']);
    await expectBalance(stack, ledger);
  }

  it('the memory of Redis (maxmemory)', async () => {
    await stack.startService('hub-transport');
    await stack.startService('front-end-transport');
    const used = Number(/used_memory:(\d+)/.exec(await stack.redis.info('memory'))?.[1]);
    // Nothing but mail must be what fills it.
    await stack.redis.config('SET', 'maxmemory', String(Math.round(used + 12_000_000)));
    await expectRecovery('DatabaseUsedSpace[Redis]', small);
  }, 120_000);

  const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

  asRoot('as root, who may mount:', () => {
    it('the disk of the content store', async () => {
      const folder = join(stack.site.dataDir, 'queue');
      await mkdir(folder);
      await run('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder]);
      try {
        await stack.startService('hub-transport');
        await stack.startService('front-end-transport');
        await expectRecovery('UsedDiskSpace[content store]', large);
      } finally {
        await stack.stopService('hub-transport').catch(() => undefined);
        await run('umount', ['-l', folder]);
      }
    }, 120_000);
  });
});
