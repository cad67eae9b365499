import { addResubmitRequest } from '../../resubmission/add-resubmit-request.js';
import { getResubmitRequests } from '../../resubmission/get-resubmit-requests.js';
import { removeResubmitRequest } from '../../resubmission/remove-resubmit-request.js';
import type { RequestView } from '../../resubmission/request-view.js';
import { setResubmitRequest } from '../../resubmission/set-resubmit-request.js';
import { parameter, type Cmdlet, type OutputObject } from '../cmdlet.js';
import { tried } from '../cmdlet-lists.js';
import { timeValue } from '../values/rich-value.js';

const output = {
  typeName: 'Microsoft.Exchange.Data.Directory.ResubmitRequest',
  columns: ['Identity', 'State', 'Destination', 'StartTime', 'EndTime'],
};
const nothing = { typeName: '', columns: [] } as const;
const identity = parameter('Identity', 'Number of the request.', { position: 1, pipeline: 'value' });

export const safetyNetCmdlets: readonly Cmdlet[] = [
  {
    name: 'Add-ResubmitRequest',
    synopsis: 'Submits again what the Safety Net has of a time, to those who have it no more.',
    parameters: [
      parameter('StartTime', 'Of the deliveries.', { type: 'datetime', mandatory: true }),
      parameter('EndTime', 'Default: now.', { type: 'datetime' }),
      parameter('Destination', 'A mailbox database, or another queue; * for anything.'),
      parameter('Sender', 'The reverse-path.'),
      parameter('Recipient', 'An address.'),
    ],
    output,
    confirms: false,
    changes: true,
    examples: [],
    async run({ parameters: { StartTime, EndTime, Destination, Sender, Recipient }, whatIf, order }) {
      if (whatIf) return tried('Add-ResubmitRequest', Destination);
      const made = await order(addResubmitRequest, {
        startTime: StartTime,
        endTime: EndTime ?? undefined,
        destination: Destination ?? undefined,
        sender: Sender ?? undefined,
        recipient: Recipient ?? undefined,
      });
      return { output: [requestObject(made)] };
    },
  },
  {
    name: 'Get-ResubmitRequest',
    synopsis: 'Shows requests to the Safety Net, and how far they are.',
    parameters: [identity],
    output,
    confirms: false,
    changes: false,
    examples: [],
    async run({ parameters: { Identity }, order }) {
      const requests = await order(getResubmitRequests, { request: Identity ?? undefined });
      return { output: requests.map(requestObject) };
    },
  },
  {
    name: 'Set-ResubmitRequest',
    synopsis: 'Pauses a request to the Safety Net, or lets it go on.',
    parameters: [
      { ...identity, mandatory: true },
      parameter('Enabled', 'Whether it goes on.', { type: 'boolean', mandatory: true }),
    ],
    output: nothing,
    confirms: false,
    changes: true,
    examples: [],
    async run({ parameters: { Identity, Enabled }, whatIf, order }) {
      if (whatIf) return tried('Set-ResubmitRequest', Identity);
      await order(setResubmitRequest, { request: Identity, enabled: Enabled });
      return {};
    },
  },
  {
    name: 'Remove-ResubmitRequest',
    synopsis: 'Ends a request to the Safety Net; what it has submitted stays submitted.',
    parameters: [{ ...identity, mandatory: true }],
    output: nothing,
    confirms: true,
    changes: true,
    examples: [],
    async run({ parameters: { Identity }, whatIf, order }) {
      if (whatIf) return tried('Remove-ResubmitRequest', Identity);
      await order(removeResubmitRequest, { request: Identity });
      return {};
    },
  },
];

function requestObject(request: RequestView): OutputObject {
  return {
    Identity: request.id,
    State: request.state,
    Destination: request.destination ?? null,
    StartTime: timeValue(request.startTime),
    EndTime: timeValue(request.endTime),
    CreationTime: timeValue(request.createdAt),
    Sender: request.sender ?? null,
    Recipient: request.recipient ?? null,
    Caller: request.caller,
    ResubmittedCount: request.resubmitted,
    FailedCount: request.failed,
  };
}
