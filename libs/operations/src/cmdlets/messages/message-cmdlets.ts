import { getMessages } from '../../messages/reading/get-messages.js';
import { showMessage } from '../../messages/reading/show-message.js';
import { identityParameter, parameter, type Cmdlet } from '../cmdlet.js';
import { limitOf, resultSize } from '../cmdlet-lists.js';
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
    messageIdentityParameter,
    messageFilter,
    parameter('Queue', 'Those in this one.', { objects: 'Queue', pipeline: 'value' }),
    parameter('IncludeRecipientInfo', 'With the recipients who are still to be served.', { type: 'switch' }),
    resultSize,
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
  async run({ parameters: { Identity, Filter, Queue, IncludeRecipientInfo, ResultSize }, order }) {
    const withRecipients = IncludeRecipientInfo === true;
    if (typeof Identity === 'string' && Identity.trim() !== '') {
      const copies = await order(showMessage, { id: Identity });
      return { output: copies.map((copy) => messageObject(copy, withRecipients)) };
    }
    const input = { queue: Queue ?? undefined, where: Filter ?? undefined, limit: limitOf(ResultSize) };
    const { rows } = await order(getMessages, input);
    return { output: rows.map((row) => messageObject(row, withRecipients)) };
  },
};
