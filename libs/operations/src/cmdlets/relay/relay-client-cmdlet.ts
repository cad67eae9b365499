import { span } from '@mailyard/schema';

import { getRelayClient } from '../../tracking/get-relay-client.js';
import { setRelayClient } from '../../tracking/set-relay-client.js';
import { parameter, type Cmdlet } from '../cmdlet.js';
import { lateWarnings } from '../tracking/tracking-cmdlets.js';
import { timeValue } from '../values/rich-value.js';

const defaultDays = 7;

export const relayClientCmdlet: Cmdlet = {
  name: 'Get-RelayClient',
  synopsis: 'Shows who sends mail to other organizations through this one, and by which connector.',
  parameters: [
    parameter('Client', 'An address, a range or a network; default: all.', { position: 1 }),
    parameter('Start', `Not before; default: ${defaultDays} days ago.`, { type: 'datetime' }),
    parameter('End', 'Not after.', { type: 'datetime' }),
  ],
  output: {
    typeName: 'RelayClient',
    columns: ['Client', 'MessageCount', 'LastSeen', 'Connector', 'Owner', 'Domains'],
  },
  confirms: false,
  changes: false,
  examples: [
    { command: 'Get-RelayClient', description: 'Who has relayed in the last seven days.' },
    {
      command: 'Get-RelayClient 192.168.5.0/24 -Start (Get-Date).AddDays(-30) | Format-List',
      description: 'Devices of a network, with their senders.',
    },
  ],
  async run({ parameters: { Client, Start, End }, order }) {
    const { clients, isComplete, waitingSince } = await order(getRelayClient, {
      clientAddress: Client ?? undefined,
      start: Start ?? Date.now() - defaultDays * span.day,
      end: End ?? undefined,
    });
    const output = clients.map((each) => ({
      Identity: each.client,
      Client: each.client,
      MessageCount: each.messageCount,
      FirstSeen: timeValue(Date.parse(each.firstSeen)),
      LastSeen: timeValue(Date.parse(each.lastSeen)),
      MessagesPerDay: each.messagesPerDay,
      TotalBytes: each.bytes,
      Tls: each.tls,
      TlsVersions: each.tlsVersions,
      Addresses: each.addresses,
      Connector: each.connector ?? null,
      Owner: each.owner ?? null,
      Senders: each.senders,
      SenderDomains: each.senderDomains,
      Domains: each.domains,
    }));
    const cut = isComplete ? [] : ['there are more events: say a shorter time'];
    return { output, warnings: [...cut, ...lateWarnings(waitingSince)] };
  },
};

/** Ours, as Get-RelayClient is. */
export const setRelayClientCmdlet: Cmdlet = {
  name: 'Set-RelayClient',
  synopsis: 'Notes who answers for a host or a login that relays.',
  parameters: [
    parameter('Identity', 'An address, or a login.', { position: 1, pipeline: 'value', mandatory: true }),
    parameter('Owner', 'Who answers for it; default: nobody any more.', { position: 2 }),
  ],
  output: { typeName: 'RelayClient', columns: [] },
  confirms: false,
  changes: true,
  examples: [
    {
      command: 'Set-RelayClient 192.168.5.30 "Facility management, ext. 4711"',
      description: 'Whom to ask before the printer may no longer.',
    },
  ],
  async run({ parameters: { Identity, Owner }, whatIf, order }) {
    const { client, owner } = await order(setRelayClient, {
      client: Identity,
      owner: Owner ?? null,
      validateOnly: whatIf,
    });
    return { verbose: [owner === null ? `nobody answers for ${client}` : `${owner} answers for ${client}`] };
  },
};
