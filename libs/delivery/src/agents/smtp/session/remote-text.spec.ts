import { randomUUID } from 'node:crypto';

import { remoteDomainSchema } from '@mailyard/directory';

import type { OutgoingMessage } from '../../../delivery-agent.js';
import { textForRemote } from './remote-text.js';

const words = 'some words that go on for a while';
const header = Buffer.from('Content-Type: text/plain; charset=us-ascii\r\n\r\n');

function message(content: OutgoingMessage['content']): OutgoingMessage {
  const path = { localPart: 'bob', domain: 'fabrikam.example' };
  const envelope = { reversePath: null, recipients: [{ path }], body: '7BIT', smtpUtf8: false } as const;
  const identity = { messageId: '<m@contoso.com>', networkMessageId: 'n', receivedAt: 0 };
  return { identity, envelope, header, content, contentBytes: 35 };
}

const remote = (parameters: object) =>
  remoteDomainSchema.parse({ Guid: randomUUID(), Name: 'Fabrikam', DomainName: '*', ...parameters });

async function bodyFor(parameters: object): Promise<string | undefined> {
  const domain = remote(parameters);
  const written = await textForRemote(message([Buffer.from(`${words}\r\n`)]), () => domain);
  if (written === undefined) return undefined;
  return Buffer.concat(written.content as readonly Buffer[]).toString();
}

const wrapped = 'some words that go\r\non for a while\r\n';
const encoded = Buffer.from(`${words}\r\n`).toString('base64');

describe('texts as the remote domain of their recipients wants them', () => {
  it.each([
    // Nothing is waited for, and nothing changed.
    [{}, undefined],
    [{ CharacterSet: 'iso-8859-1', NonMimeCharacterSet: 'iso-8859-1' }, undefined],
    [{ LineWrapSize: 0 }, undefined],
    [{ ByteEncoderTypeFor7BitCharsets: 'Use7Bit' }, undefined],
    [{ LineWrapSize: 20 }, wrapped],
    [{ ByteEncoderTypeFor7BitCharsets: 'UseBase64' }, `${encoded}\r\n`],
    [{ ByteEncoderTypeFor7BitCharsets: 'UseBase64HtmlDetectTextPlain' }, `${encoded}\r\n`],
    // Lines are wrapped, so plain text needs no encoding.
    [{ ByteEncoderTypeFor7BitCharsets: 'UseBase64HtmlDetectTextPlain', LineWrapSize: 20 }, wrapped],
    [{ ByteEncoderTypeFor7BitCharsets: 'UseBase64Html7BitTextPlain', LineWrapSize: 20 }, wrapped],
  ])('%j', async (parameters, expected) => {
    expect(await bodyFor(parameters)).toBe(expected);
  });

  it('content that is read comes piece by piece, and its length is no longer known', async () => {
    const domain = remote({ LineWrapSize: 20 });
    const read = async function* read() {
      yield Buffer.from(words.slice(0, 10));
      yield Buffer.from(`${words.slice(10)}\r\n`);
    };
    const written = await textForRemote(message(read), () => domain);
    const { content } = written ?? message([]);
    const pieces: Buffer[] = [];
    for await (const piece of typeof content === 'function' ? content() : content) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe(wrapped);
    expect(written?.contentBytes).toBeUndefined();
    expect(written?.remark).toContain('remote domain');
  });

  it('a message with nothing to change is the very same', async () => {
    const domain = remote({ LineWrapSize: 100 });
    const same = message([Buffer.from(`${words}\r\n`)]);
    expect(await textForRemote(same, () => domain)).toBe(same);
    expect(textForRemote(same, () => undefined)).toBeUndefined();
  });
});
