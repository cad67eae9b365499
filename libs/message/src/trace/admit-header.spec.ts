import { ReplyError, replies } from '@mailyard/smtp';

import { HeaderBlock } from '../header/header-block.js';
import type { MessageSource } from '../message-source.js';
import { admitHeader } from './admit-header.js';
import { deliveryFirewall, noHeaderRights } from './header-firewall.js';

const guid = '6a1c3f0e-7f5b-4a53-9d41-2f5a1f6f3c11';
const routingOnly = { ...noHeaderRights, routing: true };

const source: MessageSource = {
  kind: 'SMTP',
  receivedAt: Date.parse('2026-08-04T09:05:00.042Z'),
  sessionId: '08D0000000000001',
  connector: { name: 'Default MBX01', guid: 'c0000000-0000-4000-8000-000000000001' },
  server: { fqdn: 'mbx01.contoso.com', ip: '10.0.0.2' },
  peer: { ip: '10.0.0.1', port: 4711, helo: 'front.contoso.com', tls: 'TLS1_3:TLS_AES_256_GCM_SHA384' },
  authAs: 'Anonymous',
  headerRights: routingOnly,
};

function admit(header: string, changes: Partial<MessageSource> = {}) {
  const arrival = {
    source: { ...source, ...changes },
    sizeBytes: 1234,
    hops: { maxHopCount: 3, maxLocalHopCount: Infinity, localHosts: [] },
    guid,
    version: '0.1.0',
  };
  return admitHeader(HeaderBlock.parse(Buffer.from(header)), arrival);
}

const organization = (block: HeaderBlock) =>
  Object.fromEntries(
    block.fields
      .filter((field) => field.name.startsWith('X-MS-Exchange-Organization-'))
      .map((field) => [field.name.slice('X-MS-Exchange-Organization-'.length), block.first(field.name)]),
  );

describe('admitHeader', () => {
  it('adds what is missing: Message-ID, Date, the organization’s fields, Received on top', () => {
    const { block, messageId, networkMessageId } = admit('Subject: hi\r\n\r\n');
    expect(messageId).toBe(`<${guid}@mbx01.contoso.com>`);
    expect(networkMessageId).toBe(guid);
    expect(block.first('Message-ID')).toBe(messageId);
    expect(block.first('Date')).toBe('Tue, 4 Aug 2026 09:05:00 +0000');
    expect(block.fields[0]?.name).toBe('Received');
    expect(organization(block)).toEqual({
      AuthAs: 'Anonymous',
      AuthSource: 'mbx01.contoso.com',
      'Network-Message-Id': guid,
      MessageDirectionality: 'Incoming',
      OriginalArrivalTime: '04 Aug 2026 09:05:00.0420 (UTC)',
      OriginalSize: '1234',
    });
  });

  it('writes of one peer what is true of each message: the second, the name under which the server was reached', () => {
    const later = { receivedAt: source.receivedAt + 1_000 };
    const received = (changes?: Partial<MessageSource>) => admit('\r\n', changes).block.first('Received');
    expect([received(), received(), received(later)]).toEqual([
      expect.stringContaining('09:05:00'),
      expect.stringContaining('09:05:00'),
      expect.stringContaining('09:05:01'),
    ]);
    const server = { ...source.server, fqdn: 'mbx02.contoso.com' };
    expect(received({ ...later, server })).toContain('by mbx02.contoso.com (10.0.0.2)');
  });

  it('spares a sender the anti-spam agents only where the message comes in, not from server to server', () => {
    const headerRights = { routing: true, organization: true, forest: true };
    const scl = (header: string): string | undefined =>
      admit(header, { bypassAntiSpam: true, headerRights }).block.first('X-MS-Exchange-Organization-SCL');
    expect(scl('Subject: of an application\r\n\r\n')).toBe('-1');
    expect(scl('X-MS-Exchange-Organization-AuthAs: Anonymous\r\n\r\n')).toBeUndefined();
    expect(
      scl('X-MS-Exchange-Organization-AuthAs: Internal\r\nX-MS-Exchange-Organization-SCL: -1\r\n\r\n'),
    ).toBe('-1');
  });

  it('leaves Message-ID and Date as they are, octet for octet', () => {
    const header = 'message-id:\r\n <kept@example.com>\r\nDATE: yesterday\r\n';
    const { block, messageId } = admit(`${header}\r\n`);
    expect(messageId).toBe('<kept@example.com>');
    expect(block.toBuffer().toString()).toContain(header);
    expect([block.count('Message-ID'), block.count('Date')]).toEqual([1, 1]);
  });

  it('replaces a blank Message-ID', () => {
    const { block } = admit('Message-ID: \r\n\r\n');
    expect(block.find('Message-ID')).toEqual([`<${guid}@mbx01.contoso.com>`]);
  });

  it('keeps a Message-ID that stands below a blank one', () => {
    const { block, messageId } = admit('Message-ID:\r\nMessage-ID: <kept@example.com>\r\n\r\n');
    expect(messageId).toBe('<kept@example.com>');
    expect(block.count('Message-ID')).toBe(2);
  });

  it('gives no Message-ID to replies and logs that could end their line', () => {
    const { messageId } = admit('Message-ID: <a\r250 ok\u0000\r\n\tb>\r\n\r\n');
    expect(messageId).toBe('<a 250 ok b>');
    expect(admit(`Message-ID: <${'x'.repeat(5000)}>\r\n\r\n`).messageId).toHaveLength(998);
  });

  it('writes Front End’s Received field below its own when Front End speaks for a client', () => {
    const client = {
      ip: '192.0.2.1',
      port: 25,
      helo: 'mail.example.com',
      sessionId: 's',
      connectorGuid: 'c',
    };
    const received = admit('Received: earlier\r\n\r\n', { client }).block.find('Received');
    expect(received.map((line) => line.split(' with ')[0])).toEqual([
      'from front.contoso.com (10.0.0.1) by mbx01.contoso.com (10.0.0.2)',
      'from mail.example.com (192.0.2.1) by front.contoso.com (10.0.0.1)',
      'earlier',
    ]);
    expect(received[1]).toContain(' with Microsoft SMTP Server id 0.1.0 via Frontend Transport; ');
    const named = admit('\r\n', { client: { ...client, connectorFqdn: 'mail.contoso.com' } }).block;
    expect(named.find('Received')[1]).toMatch(
      /^from mail\.example\.com \(192\.0\.2\.1\) by mail\.contoso\.com /,
    );
  });

  describe('header firewall', () => {
    const forged =
      'X-MS-Exchange-Organization-AuthAs: Internal\r\nx-ms-exchange-organization-scl: -1\r\n' +
      'X-MS-Exchange-Forest-RulesExecuted: r\r\nReceived: earlier\r\nResent-From: a@b\r\nSubject: hi\r\n\r\n';

    it('keeps a stranger from passing as internal', () => {
      const { block } = admit(forged);
      expect(block.find('X-MS-Exchange-Organization-AuthAs')).toEqual(['Anonymous']);
      expect(block.has('X-MS-Exchange-Organization-SCL')).toBe(false);
      expect(block.has('X-MS-Exchange-Forest-RulesExecuted')).toBe(false);
      expect(block.find('Received')).toHaveLength(2);
    });

    it.each([
      'X-MS-Exchange-Organization-AuthAs \t: Internal',
      'x-ms-exchange-organization-AUTHAS:\r\n Internal',
    ])('is not deceived by another way to write the name: %j', (field) => {
      const { block } = admit(`${field}\r\nSubject: hi\r\n\r\n`);
      expect(block.find('X-MS-Exchange-Organization-AuthAs')).toEqual(['Anonymous']);
    });

    it.each([
      'X-A: b\rX-MS-Exchange-Organization-SCL: -1\r\n',
      'X-A: b\r\n c\r\rx-ms-exchange-organization-scl : -1\r\n',
      'no field\rX-MS-Exchange-Organization-SCL: -1\r\n',
      '\rX-MS-Exchange-Organization-SCL: -1\r\n',
    ])('finds a field behind a bare CR, where some readers end a line: %j', (line) => {
      const { block } = admit(`Subject: hi\r\n${line}\r\n`);
      expect(block.toBuffer().toString()).not.toMatch(/Organization-SCL/i);
      expect(block.first('Subject')).toBe('hi');
    });

    const inFrontOf = ['', 'Subject: hi'];
    const readers = ['\r', '\0', '\u000b', '\f', '\u001c', '\u001e', '\u0085', '\u2028', '\u2029'];
    it.each(
      inFrontOf.flatMap((before) =>
        readers.map((border) => `${before}${border}X-MS-Exchange-Organization-SCL: -1\r\n`),
      ),
    )('finds a field behind whatever some reader takes for a border: %j', (line) => {
      const octets = Buffer.from(`To: x\r\n${line}\r\n`);
      const { block } = admit(octets.toString());
      expect(block.toBuffer().toString()).not.toMatch(/Organization-SCL/i);
      expect(block.first('To')).toBe('x');
    });

    it.each([
      'X-MS-Exchange-Organization-SCL\u000b: -1',
      'X-MS-Exchange-Organization-SCL\u00a0: -1',
      'X-MS-Exchange-\0Organization-SCL: -1',
      'X-MS-Exchange-Organization-SCL\r\n : -1',
      'X-MS-Exchange-\r\n Organization-SCL: -1',
      '\ufeffX-MS-Exchange-Organization-SCL: -1',
      '\u200bX-MS-Exchange-Organization-SCL: -1',
      'X-MS-Exchange-Organi\u017fation-SCL\u2028X-MS-Exchange-Organization-SCL: -1',
      '\uff38-MS-Exchange-Organization-SCL: -1',
      // The second octet of this letter is NEL to a reader of ISO 8859-1.
      'Subject: \u0105X-MS-Exchange-Organization-SCL: -1',
    ])('finds a name in which readers overlook something: %j', (line) => {
      const { block } = admit(`To: x\r\n${line}\r\n\r\n`);
      expect(block.toBuffer().toString()).not.toMatch(/Exchange-\W*Organi\W*zation-SCL/i);
      expect(block.first('To')).toBe('x');
    });

    it.each([
      ['From: a@b.example\0@c.example', 'From: a@b.example @c.example'],
      ['Sender: a@b.example\u2028X: y', 'Sender: a@b.example X: y'],
    ])('leaves one reading to the sender fields of a stranger: %j', (field, written) => {
      expect(admit(`${field}\r\n\r\n`).block.toBuffer().toString()).toContain(`${written}\r\n`);
    });

    it('lets no other field of a stranger hold a From', () => {
      const { block } = admit('From: a@b.example\r\nX: y\rFrom: ceo@contoso.com\r\n\r\n');
      expect(block.toBuffer().toString()).not.toContain('ceo@');
    });

    it('keeps a text that only speaks of such a field, and octets that are nobody’s border', () => {
      const lines = 'Subject: why X-MS-Exchange-Organization-SCL: -1?\r\nComments: Å są From: x\u0007\r\n';
      expect(admit(`${lines}\r\n`).block.toBuffer().toString()).toContain(lines);
    });

    it('keeps what another server of the organization wrote', () => {
      const { block } = admit(forged, { headerRights: { routing: true, organization: true, forest: true } });
      expect(block.find('X-MS-Exchange-Organization-AuthAs')).toEqual(['Internal']);
      expect(block.first('X-MS-Exchange-Organization-SCL')).toBe('-1');
      expect(block.first('X-MS-Exchange-Forest-RulesExecuted')).toBe('r');
    });

    it.each([
      ['a server that has it from a stranger', 'Internal', true, 'Anonymous', 'Anonymous'],
      ['a server that has it from a partner', 'Internal', true, 'Partner', 'Partner'],
      ['a server that has it from one of ours', 'Internal', true, 'Internal', 'Internal'],
      ['a server that is not believed itself', 'Anonymous', true, 'Internal', 'Anonymous'],
      ['whoever may bring no such fields', 'Internal', false, 'Anonymous', 'Internal'],
    ] as const)('whom %s speaks for: less than itself, never more', (_, authAs, organization, said, seen) => {
      const header = `X-MS-Exchange-Organization-AuthAs: ${said}\r\n\r\n`;
      const headerRights = { ...routingOnly, organization };
      expect(admit(header, { authAs, headerRights }).authAs).toBe(seen);
    });

    it('takes routing fields from those without the right', () => {
      const { block } = admit(forged, { headerRights: noHeaderRights });
      expect(block.find('Received')).toHaveLength(1);
      expect(block.has('Resent-From')).toBe(false);
    });

    it('leaves in a mailbox only the fields that its clients read', () => {
      const block = deliveryFirewall(
        admit(forged, { headerRights: { routing: true, organization: true, forest: true } }).block,
      );
      expect(Object.keys(organization(block)).toSorted()).toEqual([
        'AuthAs',
        'AuthSource',
        'OriginalArrivalTime',
        'OriginalSize',
      ]);
      expect(block.has('X-MS-Exchange-Organization-SCL')).toBe(true);
      expect(block.has('X-MS-Exchange-Forest-RulesExecuted')).toBe(false);
      expect(block.has('Resent-From')).toBe(true);
    });

    it('lets neither a Return-Path nor such a field into a mailbox, however it is written', () => {
      const rights = { routing: true, organization: true, forest: true };
      const lines = [
        'X: y\rReturn-Path: <a@b>',
        'Return-\0Path: <a@b>',
        'X: y\0X-MS-Exchange-Organization-Id: 1',
      ];
      const { block } = admit(`${lines.join('\r\n')}\r\n\r\n`, { headerRights: rights });
      expect(deliveryFirewall(block).toBuffer().toString()).not.toMatch(/Path: <a@b>|Organization-Id/);
    });
  });

  describe('hop count (RFC 5321 §6.3)', () => {
    const hops = (count: number) => 'Received: x\r\n'.repeat(count);

    it('lets MaxHopCount Received fields through', () => {
      expect(admit(`${hops(3)}\r\n`).block.count('Received')).toBe(4);
    });

    it('refuses one more, even where Received fields would be removed', () => {
      const loop = new ReplyError(replies.hopCountExceeded);
      expect(() => admit(`${hops(4)}\r\n`)).toThrow(loop);
      expect(() => admit(`${hops(4)}\r\n`, { headerRights: noHeaderRights })).toThrow(loop);
    });
  });
});
