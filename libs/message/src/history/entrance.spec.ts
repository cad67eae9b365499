import { HeaderBlock } from '../header/header-block.js';
import type { MessageSource, Peer } from '../message-source.js';
import { admitHeader } from '../trace/admit-header.js';
import { noHeaderRights } from '../trace/header-firewall.js';
import { entranceFields, entranceOf } from './entrance.js';

const client: Peer = { ip: '203.0.113.9', port: 4711, helo: 'client.example' };
const hub: Peer = { ip: '10.0.0.1', port: 4712, helo: 'mbx01.contoso.com' };
const proxied = { ...client, sessionId: '08D0000000000001', connectorGuid: 'c' };

function source(more: Partial<MessageSource>): MessageSource {
  return {
    kind: 'SMTP',
    receivedAt: 0,
    sessionId: '08D0000000000002',
    connector: { name: 'Default MBX01', guid: 'd' },
    server: { fqdn: 'mbx01.contoso.com', ip: '10.0.0.7' },
    peer: client,
    authAs: 'Internal',
    headerRights: noHeaderRights,
    ...more,
  };
}

const ofServer = { routing: true, organization: true, forest: true };

/** What the next server makes of a message with that header. */
function saidTo(header: string, more: Partial<MessageSource>) {
  const arrival = {
    sizeBytes: 1,
    hops: { maxHopCount: 60, maxLocalHopCount: 5, localHosts: [] },
    guid: 'g',
    version: '1',
  };
  const block = HeaderBlock.parse(Buffer.from(`${header}Subject: x\r\n\r\n`));
  return admitHeader(block, { source: source({ peer: hub, ...more }), ...arrival }).entrance;
}

describe('where a message entered the organization', () => {
  it('is the client of this server, or the one that a Front End speaks for', () => {
    expect(entranceOf(source({}))).toEqual({ clientIp: client.ip, serverIp: '10.0.0.7' });
    expect(entranceOf(source({ peer: hub, client: proxied }))).toEqual({
      clientIp: client.ip,
      serverIp: hub.ip,
    });
  });

  it('is told to the next server, which believes a server of the organization, and nobody else', () => {
    const fields = entranceFields(source({}));
    const entrance = { clientIp: client.ip, serverIp: '10.0.0.7' };
    expect(saidTo(fields, { headerRights: ofServer })).toEqual(entrance);
    expect(saidTo(fields, {})).toBeUndefined();
    expect(saidTo('', { headerRights: ofServer })).toBeUndefined();
    expect(saidTo(fields.replace(client.ip, 'none'), { headerRights: ofServer })).toBeUndefined();
  });

  it('is told once, and nothing of what no client brought', () => {
    const known = { entrance: { clientIp: client.ip, serverIp: '10.0.0.7' } };
    expect(entranceFields(source(known))).toBe('');
    expect(entranceOf(source({ peer: hub, ...known }))).toEqual(known.entrance);
    expect(entranceFields(source({ peer: { ...hub, ip: '' } }))).toBe('');
  });
});
