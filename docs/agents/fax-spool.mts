// Hands messages for FAX addresses to a program that watches a folder: `<id>.eml`, and `<id>.json` with the numbers. Copy it
// to every machine that runs a hub of the connector’s source servers.
import { copyFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Recipient {
  readonly address: string;
  readonly type: string;
  readonly value: string;
}

interface Asked {
  readonly connector: { readonly name: string; readonly settings: Readonly<Record<string, string>> };
}

interface Item extends Asked {
  readonly mailItem: {
    readonly id: string;
    readonly reversePath: string;
    readonly recipients: readonly Recipient[];
    readonly contentFile: string;
  };
}

/** ITU-T E.164: at most fifteen digits. */
const number = /^\+?\d{3,15}$/;

export default {
  /** Once for each connection, before its first message: here a folder that has to be there. */
  async OnOpenConnection({ connector }: Asked) {
    const folder = connector.settings['Folder'];
    if (folder === undefined) {
      return [{ action: 'DeferQueue', reply: { text: `${connector.name} has no setting Folder` } }];
    }
    await mkdir(join(folder, 'incoming'), { recursive: true });
    return [{ action: 'RegisterConnection', remoteHost: 'fax-spool' }];
  },

  /** A word about each recipient, and nothing is settled without. */
  async OnDeliverMailItem({ connector, mailItem }: Item) {
    const { id, reversePath, recipients, contentFile } = mailItem;
    const folder = connector.settings['Folder'] ?? '';
    const good = recipients.filter(({ value }) => number.test(value));
    const bad = recipients.filter(({ value }) => !number.test(value));
    if (good.length > 0) {
      // Whoever watches the folder sees a job once it is complete; one that comes again takes its own place.
      await copyFile(contentFile, join(folder, 'incoming', `${id}.eml`));
      await rename(join(folder, 'incoming', `${id}.eml`), join(folder, `${id}.eml`));
      const job = { from: reversePath, numbers: good.map(({ value }) => value) };
      await writeFile(join(folder, 'incoming', `${id}.json`), JSON.stringify(job));
      await rename(join(folder, 'incoming', `${id}.json`), join(folder, `${id}.json`));
    }
    const addresses = (some: readonly Recipient[]) => some.map(({ address }) => address);
    return [
      ...(good.length > 0
        ? [{ action: 'AckRecipientSuccess', recipients: addresses(good), reply: { text: `fax job ${id}` } }]
        : []),
      ...(bad.length > 0
        ? [
            {
              action: 'AckRecipientFail',
              recipients: addresses(bad),
              reply: { code: 550, status: '5.1.3', text: 'this is no telephone number' },
            },
          ]
        : []),
    ];
  },
};
