import { exportMessage } from '../../messages/reading/export-message.js';
import { getMessages } from '../../messages/reading/get-messages.js';
import { showMessage } from '../../messages/reading/show-message.js';
import { getQueues } from '../../queues/get-queues.js';
import { identityParameter, parameter, type Cmdlet, type Order, type OutputObject } from '../cmdlet.js';
import { askedFor, listed, resultSize, sortOrder } from '../cmdlet-lists.js';
import { server } from '../queues/queue-cmdlets.js';
import { messageObject } from './message-object.js';

export const messageColumns = ['Identity', 'FromAddress', 'Status', 'Queue', 'Subject'];
export const messageType = 'Microsoft.Exchange.Data.QueueViewer.ExtensibleMessageInfo';

export const messageIdentityParameter = identityParameter('Message', {
  description: String.raw`Internal id; in one queue only MBX01\DB01\8796093022209.`,
});
export const messageFilter = parameter(
  'Filter',
  'As in "FromAddress -like \'*@contoso.com\' -and Size -gt 5MB".',
);

export const getMessageCmdlet: Cmdlet = {
  name: 'Get-Message',
  synopsis: 'Shows the messages in queues.',
  parameters: [
    // A queue in the pipeline is for Queue, as in Exchange: `Get-Queue | Get-Message`.
    parameter('Identity', messageIdentityParameter.description, { objects: 'Message', position: 1 }),
    messageFilter,
    parameter('Queue', 'Those in this one.', { objects: 'Queue', pipeline: 'value' }),
    parameter('IncludeRecipientInfo', 'With the recipients who are still to be served.', { type: 'switch' }),
    resultSize,
    sortOrder,
    server,
  ],
  parameterSets: [['Identity'], ['Filter'], ['Queue']],
  output: { typeName: messageType, columns: messageColumns },
  confirms: false,
  changes: false,
  examples: [
    { command: 'Get-Message -Queue MBX01\\Unreachable', description: 'What has no route.' },
    {
      command: 'Get-Message -Filter "FromAddress -like \'*@contoso.com\'" | Format-List',
      description: 'Everything about the messages of a domain.',
    },
  ],
  async run({ parameters, order }) {
    const { Identity, Filter, Queue, IncludeRecipientInfo, Server } = parameters;
    const withRecipients = IncludeRecipientInfo === true;
    if (typeof Identity === 'string' && Identity.trim() !== '') {
      const copies = await order(showMessage, { id: Identity });
      const queues = await queueIdentities(order);
      return { output: copies.map((copy) => messageObject(copy, { withRecipients, queues })) };
    }
    const { rows } = await order(getMessages, {
      queue: Queue ?? undefined,
      where: Filter ?? undefined,
      server: Server ?? undefined,
      limit: askedFor(parameters),
    });
    const queues = rows.length === 0 ? noQueues : await queueIdentities(order);
    const found = rows.map((row) => messageObject(row, { withRecipients, queues }));
    return { output: listed(found, parameters) };
  },
};

const noQueues: ReadonlyMap<string, string> = new Map();

/** By the names that Redis has for them: `MBX01\DB01`. */
async function queueIdentities(order: Order): Promise<ReadonlyMap<string, string>> {
  const { rows } = await order(getQueues, {});
  return new Map(rows.map(({ name, identity }) => [name, identity]));
}

/** Its octets go from the API into the file: no list of objects has to hold a large message. */
export const exportMessageCmdlet: Cmdlet = {
  name: 'Export-Message',
  synopsis:
    'Names a suspended message, each copy of it, for AssembleMessage, which writes it into a file; it stays in its queue.',
  parameters: [{ ...messageIdentityParameter, mandatory: true }],
  output: {
    typeName: 'Microsoft.Exchange.Data.QueueViewer.ExportedMessage',
    columns: ['Identity', 'FileName'],
  },
  confirms: false,
  changes: false,
  examples: [
    {
      command: String.raw`Export-Message MBX01\DB01\8796093022209 | AssembleMessage -Path message.eml`,
      description: 'With its envelope, as a Replay directory takes it.',
    },
    {
      command: 'Export-Message 8796093022209 | AssembleMessage -Path /var/tmp',
      description: 'Each copy of it, whichever queues they wait in, into a file of its own in that folder.',
    },
    {
      command:
        'Get-Message -Filter "Status -eq \'Suspended\'" | foreach { $_ | Export-Message | AssembleMessage -Path "$($_.Identity.Split(\'\\\')[-1]).eml" }',
      description: 'Every suspended message, each into a file of its own.',
    },
  ],
  async run({ parameters: { Identity }, order }) {
    const copies = await order(showMessage, { id: Identity });
    const files: string[] = [];
    for (const { number: copy } of copies) {
      files.push((await order(exportMessage, { id: Identity, copy, validateOnly: true })).name);
    }
    const queues = await queueIdentities(order);
    const output = copies.map(({ number, queue, internalId }, at): OutputObject => {
      const identity = queues.get(queue) ?? queue;
      return { Identity: `${identity}\\${internalId}`, FileName: files[at], Queue: identity, Copy: number };
    });
    return { output };
  },
};
