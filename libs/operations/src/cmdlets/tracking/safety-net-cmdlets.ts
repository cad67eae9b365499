import { addResubmitRequest } from '../../resubmission/add-resubmit-request.js';
import { getResubmitRequests } from '../../resubmission/get-resubmit-requests.js';
import { removeResubmitRequest } from '../../resubmission/remove-resubmit-request.js';
import type { RequestView } from '../../resubmission/request-view.js';
import { setResubmitRequest } from '../../resubmission/set-resubmit-request.js';
import { parameter, type Cmdlet, type OutputObject } from '../cmdlet.js';
import { triedOn } from '../cmdlet-lists.js';
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
      const made = await order(addResubmitRequest, {
        startTime: StartTime,
        endTime: EndTime ?? undefined,
        destination: Destination ?? undefined,
        sender: Sender ?? undefined,
        recipient: Recipient ?? undefined,
        validateOnly: whatIf,
      });
      if (whatIf) return triedOn('Add-ResubmitRequest', [deliveriesOf(made)]);
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
      const input = { request: Identity, enabled: Enabled, validateOnly: whatIf };
      const request = await order(setResubmitRequest, input);
      const told = `request ${request.id}, which would be ${request.state}: ${deliveriesOf(request)}`;
      return whatIf ? triedOn('Set-ResubmitRequest', [told]) : {};
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
      const request = await order(removeResubmitRequest, { request: Identity, validateOnly: whatIf });
      const told = `request ${request.id}, which is ${request.state}: ${deliveriesOf(request)}`;
      return whatIf ? triedOn('Remove-ResubmitRequest', [told]) : {};
    },
  },
];

/** What a request is about. How many deliveries that is, hubs find out while they carry it out. */
function deliveriesOf({ startTime, endTime, destination, lacking, ...request }: RequestView): string {
  const [from, to] = [startTime, endTime].map((time) => new Date(time).toISOString());
  const { sender, recipient, resubmitted } = request;
  const who = [sender && `from ${sender}`, recipient && `to ${recipient}`].filter(Boolean).join(' ');
  const said = `deliveries of ${from} to ${to} into ${destination ?? 'every mailbox database'} ${who}`.trim();
  return `${said}; ${resubmitted} submitted again so far, ${lacking} of that time were never kept`;
}

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
