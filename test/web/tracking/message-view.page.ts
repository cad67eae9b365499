import { globSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { eventually } from '@mailyard/testing';

import { message } from '../../mail/message.js';
import { submit } from '../../mail/send.js';
import { ReceivingHost } from '../../stack/receiving-host.js';
import { sendConnector } from '../../stack/relay.js';
import { inBrowser } from '../browser.js';
import { order, request } from '../order.js';
import { visit } from '../stack.js';

const gone = 'gone@smart.example';
const busy = 'busy@smart.example';
const noSuchUser = '550 5.1.1 No such user in this house';
const busyReply = '450 4.2.1 The mailbox is busy';
const from = 'bob@contoso.com';

interface Tracked {
  readonly key: string;
  readonly recipients: readonly { readonly address: string; readonly state: string }[];
}

inBrowser('Message view', () => {
  const { visitor, site } = visit('/tracking');
  let host: ReceivingHost;

  beforeAll(async () => {
    host = await ReceivingHost.start({
      says: (line) => {
        if (line.startsWith(`RCPT TO:<${gone}>`)) return `${noSuchUser}\r\n`;
        return line.startsWith(`RCPT TO:<${busy}>`) ? `${busyReply}\r\n` : undefined;
      },
    });
    const contacts = [
      { Name: 'Gone', ExternalEmailAddress: gone },
      { Name: 'Busy', ExternalEmailAddress: busy },
    ];
    const made = (path: string, body: object) => request(site(), path, { method: 'POST', body });
    await made('send-connectors', sendConnector('smart', host.port));
    for (const contact of contacts) await made('mail-contacts', contact);
    await made('distribution-groups', {
      Name: 'Three',
      PrimarySmtpAddress: 'three@contoso.com',
      Members: ['alice', 'Gone', 'Busy'],
      RequireSenderAuthenticationEnabled: false,
    });
  }, 60_000);

  afterAll(async () => {
    const all = ['distribution-groups/Three', 'mail-contacts/Gone', 'mail-contacts/Busy'];
    const paths = [...all, 'send-connectors/To%20smart'];
    for (const path of paths) await request(site(), `${path}?force=true`, { method: 'DELETE' });
    const { rows } = (await order(site(), 'Get-Message', {
      filter: [{ property: 'FromAddress', operator: 'eq', values: [from] }],
    })) as { readonly rows: readonly { readonly internalId: string }[] };
    for (const { internalId } of rows) {
      await order(site(), 'Remove-Message', { id: internalId, withNDR: false });
    }
    await host[Symbol.asyncDispose]();
  }, 60_000);

  /** Sends it, and waits until what became of its recipients is known; its key. */
  async function sent(
    subject: string,
    to: string,
    states: Readonly<Record<string, string>>,
  ): Promise<string> {
    await submit(site().port(25), message({ from, to, subject }), { from, to: [to] });
    let found: Tracked | undefined;
    const isThere = async () => {
      const asked = { messageSubject: subject, sender: from };
      const { rows } = (await order(site(), 'Search-MessageTrackingReport', asked)) as {
        readonly rows: readonly Tracked[];
      };
      found = rows.find(({ recipients }) =>
        Object.entries(states).every(([address, state]) =>
          recipients.some((each) => each.address === address && each.state === state),
        ),
      );
      return found !== undefined;
    };
    await eventually(isThere, { deadlineMs: 20_000, what: `what became of ${subject}` });
    return found?.key ?? '';
  }

  it('a group message: one page, three outcomes, each reply verbatim, the DSN linked both ways (acceptance 29)', async () => {
    const { page } = visitor();
    const key = await sent('Threefold', 'three@contoso.com', {
      'alice@contoso.com': 'Delivered',
      [gone]: 'Failed',
      [busy]: 'Deferred',
    });
    await visitor().open(`/tracking/${key}`);
    const outcomes = page.getByRole('list', { name: 'What became of it' });
    const outcome = (address: string) => outcomes.getByRole('listitem').filter({ hasText: address });
    await outcome('alice@contoso.com').getByText('was delivered').waitFor();
    await outcome(gone).getByText('failed', { exact: true }).waitFor();
    await outcome(gone).getByText(noSuchUser, { exact: true }).waitFor();
    await outcome(busy).getByText('waits in', { exact: false }).waitFor();
    await outcome(busy).getByText(busyReply, { exact: true }).waitFor();
    await page.getByText('Here it forks: the members of three@contoso.com').waitFor();
    await page.getByText('by way of Front End').waitFor();
    await visitor().expectGood('message-three-outcomes');
    const report = page.getByRole('link', { name: /Undeliverable/ });
    await report.click();
    await page.getByText('What this report is about').waitFor();
    await page.getByRole('link', { name: 'Threefold', exact: true }).click();
    await report.waitFor();
  }, 60_000);

  it('Headers has every field of one that waits and nothing of its body, and the look is on record (§4.5)', async () => {
    const { page } = visitor();
    await page.getByRole('tab', { name: 'Headers' }).click();
    await page.getByRole('button', { name: 'Show the header' }).click();
    const fields = page.getByRole('tabpanel', { name: 'Headers' });
    await fields.getByText('<three@contoso.com>').first().waitFor();
    expect(await fields.textContent()).not.toContain('Hello.');
    await visitor().expectGood('message-headers');
    const looks = (await order(site(), 'Search-AdminAuditLog', { types: ['Looks'] })) as readonly {
      readonly operation: string;
    }[];
    expect(looks.map(({ operation }) => operation)).toContain('Get-MessageHeader');
  }, 60_000);

  it('Explain says why it waits, and why it goes this way and no other (§4.5)', async () => {
    const { page } = visitor();
    await page.getByRole('tab', { name: 'Explain' }).click();
    const panel = page.getByRole('tabpanel');
    await panel.getByRole('heading', { name: 'Why it waits' }).waitFor();
    await panel.getByText(busyReply).waitFor();
    await panel.getByText('By this connector').waitFor();
    await panel.getByRole('link', { name: 'To smart' }).waitFor();
    await visitor().expectGood('message-explain');
  }, 60_000);

  it('durations add up to the last event minus the first, also where a record cannot be read: one red row (acceptance 30)', async () => {
    const { page } = visitor();
    const key = await sent('Adds up', 'team@contoso.com', { 'alice@contoso.com': 'Delivered' });
    await visitor().open(`/tracking/${key}`);
    const timeline = page.locator('.timeline');
    await timeline.getByText('DELIVER · STOREDRIVER').first().waitFor();
    const events = await timeline.locator('.event').count();
    expect(await sumOfDurations()).toBe(await total());
    damageOne(key);
    await page.getByRole('button', { name: 'Read again' }).click();
    await timeline.getByText('This event cannot be read').waitFor();
    expect(await timeline.locator('.unreadable').count()).toBe(1);
    expect(await timeline.locator('.event').count()).toBe(events - 1);
    expect(await sumOfDurations()).toBe(await total());
    await page.getByText('was delivered').first().waitFor();
    await visitor().expectGood('message-unreadable');

    async function sumOfDurations(): Promise<number> {
      const shown = await timeline.locator('.after').allTextContents();
      return shown.reduce((sum, text) => sum + milliseconds(text), 0);
    }

    async function total(): Promise<number> {
      const [, shown = ''] =
        / events in (.*)$/.exec((await page.getByText(/ events in /).textContent()) ?? '') ?? [];
      return milliseconds(shown);
    }
  }, 60_000);

  /** As a disk may do: of an event that is neither the first nor the last one. */
  function damageOne(key: string): void {
    const [day = ''] = globSync('tracking/*.sqlite', { cwd: site().dataDir }).toSorted().slice(-1);
    const database = new DatabaseSync(join(site().dataDir, day));
    const sql =
      'UPDATE records SET "values" = \'["2026\' WHERE event = (SELECT e.id FROM events e JOIN messages m ON m.id = e.message ' +
      'WHERE m.key = ? ORDER BY e.at, e.id LIMIT 1 OFFSET 1)';
    expect(database.prepare(sql).run(key).changes).toBe(1);
    database.close();
  }
});

/** `+12 ms`, `+1.034s`, `1m 2.000s` */
function milliseconds(text: string): number {
  const [, minutes = '0', seconds = '0'] = /^\+?(?:(\d+)m )?(\d+\.\d+)s$/.exec(text) ?? [];
  const [, rest = '0'] = /^\+?(\d+) ms$/.exec(text) ?? [];
  return Number(minutes) * 60_000 + Math.round(Number(seconds) * 1000) + Number(rest);
}
