import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { largeContent, message } from '../../testing/messages.js';
import { builtInFor, type BuiltInUnderTest } from '../installed/spec-support/built-in-agents.js';

let under: BuiltInUnderTest;
afterEach(() => under.stop());

async function drop(settings: object = {}): Promise<string> {
  under = await builtInFor(
    (folder) => ({
      DeliveryProtocol: 'FILE-DROP',
      AgentSettings: { Folder: join(folder, 'drop'), ...settings },
    }),
    (folder) => ({ WritablePaths: [join(folder, 'drop')] }),
  );
  return join(under.folder, 'drop');
}

const files = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => /\.(eml|json)$/.test(name)).toSorted();
};

it('a message and its envelope are in the folder of its day, and nothing else is left', async () => {
  const folder = await drop();
  await mkdir(folder);
  const outgoing = message(['alice@contoso.com', 'bob@contoso.com'], largeContent());
  expect(await under.deliver(outgoing)).toMatchObject({
    scope: 'recipients',
    replies: [{ code: 250 }, { code: 250 }],
  });
  // The same again, as after a crash.
  await under.deliver(outgoing);
  const [content = '', envelope = '', ...others] = await files(folder);
  expect(others).toEqual([]);
  expect(content).toMatch(/^1970\/01\/01\/19700101T000000Z-[\w-]{32}\.eml$/);
  expect(envelope).toBe(content.replace(/eml$/, 'json'));
  expect((await readFile(join(folder, content))).length).toBe(outgoing.header.length + 1_048_576);
  expect(JSON.parse(await readFile(join(folder, envelope), 'utf8'))).toMatchObject({
    from: 'sender@contoso.com',
    recipients: [{ address: 'alice@contoso.com' }, { address: 'bob@contoso.com' }],
  });
});

it('Layout Replay is one file that begins with its envelope', async () => {
  const folder = await drop({ Layout: 'Replay', DateFolders: 'None' });
  await mkdir(folder);
  await under.deliver(message(['alice@contoso.com']));
  const [name = '', ...others] = await files(folder);
  expect(others).toEqual([]);
  expect(await readFile(join(folder, name), 'utf8')).toMatch(
    /^X-Sender: <sender@contoso\.com>\r\nX-Receiver: <alice@contoso\.com>\r\nSubject: test\r\n/,
  );
});

it('a folder that is not there is waited for, and not made', async () => {
  const folder = await drop();
  expect(await under.deliver(message(['alice@contoso.com']))).toMatchObject({
    scope: 'next-hop',
    said: expect.stringMatching(/ENOENT/) as string,
  });
  await mkdir(folder);
  expect(await under.deliver(message(['alice@contoso.com']))).toMatchObject({ scope: 'recipients' });
});

it('a folder that is not in its WritablePaths is not written', async () => {
  await drop({ Folder: '/var/tmp' });
  expect(await under.deliver(message(['alice@contoso.com']))).toMatchObject({
    scope: 'next-hop',
    said: expect.stringMatching(/permission|restricted/i) as string,
  });
});
