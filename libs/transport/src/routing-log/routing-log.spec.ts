import { contoso } from '../spec-support/contoso.js';
import { changed, sendConnector } from '../spec-support/connected.js';
import { RoutingLog } from './routing-log.js';

it('the routing table log: what routing follows, whole, at the start and when it has changed', () => {
  const rows: string[] = [];
  const write = (columns: readonly (string | number | undefined)[]): void =>
    void rows.push(columns.map((each) => each ?? '').join(','));
  const log = new RoutingLog({ log: { enabled: true, write }, place: { server: 'MBX01' } });
  const first = contoso();
  log.follow(first);
  expect(rows.splice(0)).toEqual(['1,AcceptedDomain,contoso.com,Authoritative']);
  // Who has a mailbox is nothing to routing.
  const joined = changed(first, { Mailboxes: [] });
  log.follow(joined);
  expect(rows).toEqual([]);
  const SendConnectors = [
    sendConnector('Dear', ['*;20', 'fabrikam.example;1']),
    sendConnector('Cheap', ['*;5']),
    sendConnector('Off', ['*'], { Enabled: false }),
  ];
  log.follow(changed(joined, { SendConnectors }));
  expect(rows).toEqual([
    '3,AcceptedDomain,contoso.com,Authoritative',
    '3,SendConnector,SMTP:*;5,Cheap,5,local,MBX01,',
    '3,SendConnector,SMTP:*;20,Dear,20,local,MBX01,',
    '3,SendConnector,SMTP:fabrikam.example;1,Dear,1,local,MBX01,',
  ]);
});
