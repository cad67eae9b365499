import { noHeaderRights, type MessageSource } from '@mailyard/message';

/** Where a message comes from that the organization writes by itself: from nowhere but here, and no rule is for it. */
export function systemSource(fqdn: string, receivedAt: number): MessageSource {
  return {
    kind: 'DSN',
    receivedAt,
    sessionId: '',
    connector: { name: '', guid: '' },
    server: { fqdn, ip: '' },
    peer: { ip: '', port: 0, helo: fqdn },
    authAs: 'Internal',
    headerRights: noHeaderRights,
  };
}
