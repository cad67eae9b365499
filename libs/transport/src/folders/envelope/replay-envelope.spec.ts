import { HeaderBlock, replayHeader } from '@mailyard/message';
import { formatPath, type Envelope } from '@mailyard/smtp';

import { replayEnvelope } from './replay-envelope.js';

const terms = {
  defaultDomain: 'contoso.com',
  guid: 'e0e4b1a2-0000-4000-8000-000000000001',
  now: new Date('2026-11-30T22:00:00Z'),
};
const parse = (octets: string | Buffer) => replayEnvelope(HeaderBlock.parse(Buffer.from(octets)), terms);
const read = (...fields: readonly string[]) => parse(`${fields.join('\r\n')}\r\n\r\n`);
const sender = 'X-Sender: <a@x.example>';
const receiver = 'X-Receiver: <b@x.example>';

describe('the envelope of a file in the Replay folder', () => {
  it('is X-Sender and X-Receiver, whatever From and To say', () => {
    const { envelope } = read(
      sender,
      receiver,
      'X-Receiver: c@x.example',
      'From: z@x.example',
      'To: y@x.example',
    );
    expect(formatPath(envelope.reversePath)).toBe('a@x.example');
    expect(envelope.recipients.map(({ path }) => formatPath(path))).toEqual(['b@x.example', 'c@x.example']);
  });

  it('has the parameters of MAIL and RCPT', () => {
    const { envelope } = read(
      'X-Sender: <a@x.example> BODY=8BITMIME RET=HDRS ENVID=QQ+2B1 auth=<>',
      'X-Receiver: <b@x.example> NOTIFY=DELAY,FAILURE ORcpt=rfc822;al@y.example',
      'X-Receiver: <c@x.example> NOTIFY=NEVER',
    );
    expect(envelope).toMatchObject({
      body: '8BITMIME',
      ret: 'HDRS',
      envid: 'QQ+1',
      recipients: [{ notify: ['DELAY', 'FAILURE'], orcpt: 'rfc822;al@y.example' }, { notify: ['NEVER'] }],
    });
  });

  it('may be of nobody (RFC 5321 §4.5.5), and outside ASCII (RFC 6531)', () => {
    expect(read('X-Sender: <>', receiver).envelope.reversePath).toBeNull();
    expect(read('X-Sender: <jörg@x.example>', receiver).envelope.smtpUtf8).toBe(true);
    expect(read(sender, 'X-Receiver: <jörg@x.example>').envelope.smtpUtf8).toBe(true);
  });

  it.each([
    [['Subject: x'], 'it does not begin with one X-Sender'],
    [[receiver], 'it does not begin with one X-Sender'],
    [['Subject: x', sender, receiver], 'it does not begin with one X-Sender'],
    [[sender], 'no X-Receiver is above the fields of the message'],
    [[sender, 'Subject: x', receiver], 'no X-Receiver is above the fields of the message'],
    [[sender, 'X-EndOfInjectedXHeaders: 25', receiver], 'no X-Receiver is above the fields of the message'],
    [[sender, sender, receiver], 'there is more than one X-sender'],
    [['X-Sender: <a@x.example> FOO=1', receiver], 'X-Sender cannot be read'],
    [['X-Sender: nobody', receiver], 'X-Sender cannot be read'],
    [[sender, 'X-Receiver: <b@x.example> NOTIFY=NEVER,DELAY'], 'X-Receiver cannot be read'],
    [[sender, receiver, 'X-CreatedBy:'], 'X-createdby is blank'],
    [[sender, receiver, 'X-SourceIPAddress: here'], 'X-SourceIPAddress is not an address'],
  ])('nobody can tell: %j', (fields, reason) => {
    expect(() => read(...fields)).toThrow(reason);
  });

  it('is not read beyond its end', () => {
    const { envelope, header } = read(
      sender,
      receiver,
      'X-EndOfInjectedXHeaders: 50',
      'X-Receiver: <z@x.example>',
    );
    expect(envelope.recipients).toHaveLength(1);
    expect(header.has('X-Receiver')).toBe(true);
  });
});

describe('where a replayed message came from', () => {
  it('says the file', () => {
    const said = [
      'X-HeloDomain: mx.y.example',
      'X-Source: Smtp Receive Connector',
      'X-SourceIPAddress: 192.0.2.9',
    ];
    expect(read(sender, receiver, ...said).source).toMatchObject({
      name: 'Smtp Receive Connector',
      peer: { ip: '192.0.2.9', helo: 'mx.y.example' },
    });
    expect(read(sender, receiver).source).toMatchObject({ name: 'Replay', peer: { ip: '0.0.0.0' } });
  });

  it.each([
    [[], false],
    [['X-CreatedBy: Notes'], false],
    [['X-CreatedBy: MSExchange14'], false],
    [['X-CreatedBy: MSExchange15'], true],
  ])('header firewall with %j: organization and forest %s, routing always', (fields, kept) => {
    const { source } = read(sender, receiver, ...fields);
    expect(source.headerRights).toEqual({ routing: true, organization: kept, forest: kept });
    expect(source.authAs).toBe(kept ? 'Internal' : 'Anonymous');
    // What the header does not say of the sender is not said.
    expect(source.serverAccount).toBe(kept ? true : undefined);
  });
});

it('the header has no Bcc, and none of the fields above it', () => {
  const { header } = read(sender, receiver, 'X-ExtendedMessageProps: x', 'Bcc: z@x.example', 'Subject: x');
  expect(header.fields.map(({ name }) => name)).toEqual(['Subject', 'Message-ID', 'Date']);
});

it('what Export-Message has written is read as it was', () => {
  const envelope: Envelope = {
    reversePath: { localPart: 'a', domain: 'x.example' },
    recipients: [
      { path: { localPart: 'jörg', domain: 'x.example' }, notify: ['SUCCESS'], orcpt: 'rfc822;j@y.example' },
      { path: { localPart: '"b c"', domain: 'x.example' }, orar: { localPart: 'o', domain: 'x.example' } },
    ],
    body: 'BINARYMIME',
    smtpUtf8: true,
    requireTls: true,
    ret: 'FULL',
    envid: 'a b+c',
  };
  const own =
    'Received: from a by b; now\r\nX-Sender: <z@x.example>\r\nX-MS-Exchange-Organization-SCL: 9\r\nSubject: x\r\n';
  const read = parse(replayHeader(envelope, Buffer.from(`${own}\r\n`)));
  expect(read.envelope).toEqual(envelope);
  expect(read.header.fields.map(({ name }) => name)).toEqual(['Received', 'Subject', 'Message-ID', 'Date']);
});
