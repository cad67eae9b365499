// The agent of the protocol FILE-DROP: writes messages into a folder that a program of others watches. It is an agent like any
// other: docs/delivery-agents.md says what it is asked and may answer.
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

interface Connector {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
}

interface MailItem {
  readonly id: string;
  readonly reversePath: string;
  readonly recipients: readonly { readonly address: string }[];
  readonly receivedAt: string;
  readonly contentFile: string;
}

interface Opening {
  readonly connector: Connector;
}

interface Delivery extends Opening {
  readonly mailItem: MailItem;
}

/** What is not complete yet is here: on the same file system, where nobody looks. */
const incoming = '.incoming';

/** Depths of the folders that a date makes: `2026/11/30`. */
const depths: Readonly<Record<string, number>> = { None: 0, Year: 1, Month: 2, Day: 3 };

export default {
  /** A folder that is not there may be a volume that is not mounted: it is waited for, and not made. */
  async OnOpenConnection({ connector }: Opening) {
    const folder = connector.settings['Folder'] ?? '';
    try {
      if (!(await stat(folder)).isDirectory()) return deferred(`${folder} is no folder`);
      await mkdir(join(folder, incoming), { recursive: true });
      return [{ action: 'RegisterConnection', remoteHost: folder }];
    } catch (error) {
      return deferred(`${folder}: ${String(error)}`);
    }
  },

  /** Written elsewhere, on disk, and then in its place under a name of its own: a message that comes again replaces itself. */
  async OnDeliverMailItem({ connector, mailItem }: Delivery) {
    const { Folder: folder = '', Layout = 'EmlAndJson', DateFolders = 'Day' } = connector.settings;
    const { id, receivedAt, contentFile } = mailItem;
    const name = `${receivedAt.replaceAll(/[-:]/g, '').slice(0, 15)}Z-${id}`;
    const place = join(
      folder,
      ...receivedAt
        .slice(0, 10)
        .split('-')
        .slice(0, depths[DateFolders] ?? 0),
    );
    const write = (ending: string, pieces: () => AsyncIterable<Buffer>) =>
      dropped({
        pieces,
        partial: join(folder, incoming, `${name}${ending}`),
        place,
        name: `${name}${ending}`,
      });
    const content = () => createReadStream(contentFile) as AsyncIterable<Buffer>;
    try {
      await mkdir(place, { recursive: true });
      if (Layout === 'Replay') await write('.eml', () => replayed(mailItem, content));
      else {
        await write('.eml', content);
        // Whoever looks for these finds both.
        await write('.json', () => envelope(mailItem));
      }
      return [{ action: 'AckMailItemSuccess', reply: { text: `written to ${name}.eml` } }];
    } catch (error) {
      return deferred(`${folder}: ${String(error)}`);
    }
  },
};

interface Dropped {
  readonly pieces: () => AsyncIterable<Buffer>;
  readonly partial: string;
  readonly place: string;
  readonly name: string;
}

async function dropped({ pieces, partial, place, name }: Dropped): Promise<void> {
  const file = await open(partial, 'w', 0o640);
  try {
    await file.writeFile(pieces());
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, join(place, name));
  const folder = await open(place, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** As files of Exchange’s Replay directory: the envelope in front of the message. */
async function* replayed(
  { reversePath, recipients }: MailItem,
  content: () => AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const receivers = recipients.map(({ address }) => `X-Receiver: <${address}>\r\n`);
  yield Buffer.from([`X-Sender: <${reversePath}>\r\n`, ...receivers].join(''));
  yield* content();
}

async function* envelope(item: MailItem): AsyncGenerator<Buffer> {
  const { reversePath: from, ...others } = { ...item, contentFile: undefined };
  yield await Promise.resolve(Buffer.from(`${JSON.stringify({ from, ...others }, null, 2)}\n`));
}

function deferred(text: string) {
  const said = text.replaceAll(/[^\x20-\x7e]+/g, ' ').slice(0, 400);
  return [{ action: 'DeferQueue', reply: { code: 451, status: '4.3.0', text: said } }];
}
