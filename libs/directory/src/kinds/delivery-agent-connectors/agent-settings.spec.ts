import { randomUUID } from 'node:crypto';

import { settingsProblems } from './agent-settings.js';
import { deliveryAgentConnectorSchema } from './delivery-agent-connector.js';

function problems(DeliveryProtocol: string, AgentSettings: Readonly<Record<string, string>>) {
  const connector = deliveryAgentConnectorSchema.parse({
    Guid: randomUUID(),
    Name: 'To others',
    AddressSpaces: ['*'],
    SourceTransportServers: ['MBX01'],
    DeliveryProtocol,
    AgentSettings,
  });
  return [...settingsProblems(connector)].map(({ path, reason }) => `${path.join('.')}: ${reason}`);
}

const Url = 'https://tickets.example/mail';

it.each([
  ['HTTP-WEBHOOK', { Url }],
  ['http-webhook', { Url, Format: 'Mime', AllowedInternalAddresses: '10.0.0.5, 192.168.0.0/16, fd00::/8' }],
  ['FILE-DROP', { Folder: '/srv/drop', DateFolders: 'Month' }],
  ['FAX', { Whatever: 'its agent knows' }],
])('%s takes %j', (protocol, settings) => expect(problems(protocol, settings as never)).toEqual([]));

it.each([
  ['HTTP-WEBHOOK', {}, /^AgentSettings\.Url: /],
  ['HTTP-WEBHOOK', { Url: 'ftp://x.example' }, /must be an https URL/],
  ['HTTP-WEBHOOK', { Url: 'https://user:secret@x.example' }, /without a user in it/],
  ['HTTP-WEBHOOK', { Url, BatchSize: '0' }, /from 1 to 100/],
  ['HTTP-WEBHOOK', { Url, AllowedInternalAddresses: 'everything' }, /must be addresses and ranges/],
  ['HTTP-WEBHOOK', { Url, Verify: 'no' }, /^AgentSettings: /],
  ['FILE-DROP', { Folder: 'drop' }, /must be the absolute path/],
])('%s does not take %j', (protocol, settings, reason) =>
  expect(problems(protocol, settings as never).join('\n')).toMatch(reason),
);
