import { span } from '@mailyard/schema';

import { getRelayClient } from '../../tracking/get-relay-client.js';
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
    columns: ['Client', 'MessageCount', 'LastSeen', 'Connector', 'Domains'],
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
      Connector: each.connector ?? null,
      Senders: each.senders,
      Domains: each.domains,
    }));
    const cut = isComplete ? [] : ['there are more events: say a shorter time'];
    return { output, warnings: [...cut, ...lateWarnings(waitingSince)] };
  },
};
