import { getMessageTrackingReport } from '../../tracking/get-message-tracking-report.js';
import { searchMessageTrackingReport } from '../../tracking/search-message-tracking-report.js';
import { lateWarnings } from './tracking-cmdlets.js';
import { getRecipientAddress } from './recipient-address.js';
import { identityParameter, parameter, type Cmdlet, type OutputObject } from '../cmdlet.js';
import { limitOf, resultSize } from '../cmdlet-lists.js';
import { timeValue } from '../values/rich-value.js';

const asAdministrator = [
  parameter('BypassDelegateChecking', 'As it is in any case: whoever may track may track every mailbox.', {
    type: 'switch',
  }),
  parameter('DoNotResolve', 'As it is in any case: addresses are shown as the logs have them.', {
    type: 'switch',
  }),
];
const reading = { confirms: false, changes: false } as const;

export const reportCmdlets: readonly Cmdlet[] = [
  {
    ...reading,
    name: 'Search-MessageTrackingReport',
    synopsis: 'Finds the messages of a mailbox: those that it sent, or with -Sender those that it got.',
    parameters: [
      identityParameter('Mailbox', {
        mandatory: true,
        description: 'Name, alias or address of the mailbox.',
      }),
      parameter('Sender', 'Messages from this address to the mailbox.'),
      parameter('Recipients', 'Messages of the mailbox to any of these addresses.', { multiple: true }),
      parameter('Subject', 'Words of the subject.'),
      parameter('MessageId', 'With or without angle brackets.'),
      resultSize,
      ...asAdministrator,
    ],
    parameterSets: [['Sender'], ['Recipients']],
    output: {
      typeName: 'Microsoft.Exchange.InfoWorker.Common.MessageTracking.MessageTrackingSearchResult',
      columns: ['Subject', 'FromAddress', 'RecipientAddresses', 'SubmittedDateTime'],
    },
    examples: [
      {
        command:
          'Search-MessageTrackingReport alice -Recipients chris@fabrikam.com | Get-MessageTrackingReport',
        description: 'What became of what alice sent to Chris.',
      },
    ],
    async run({ parameters: { Identity, Sender, Recipients, Subject, MessageId, ResultSize }, order }) {
      const address = await getRecipientAddress(String(Identity), order);
      const isReceived = typeof Sender === 'string';
      const { rows, waitingSince } = await order(searchMessageTrackingReport, {
        sender: isReceived ? Sender : address,
        recipients: isReceived ? [address] : (Recipients ?? undefined),
        messageSubject: Subject ?? undefined,
        messageId: MessageId ?? undefined,
        resultSize: Math.min(limitOf(ResultSize), 1000),
      });
      return { output: rows.map(foundObject), warnings: lateWarnings(waitingSince) };
    },
  },
  {
    ...reading,
    name: 'Get-MessageTrackingReport',
    synopsis: 'Tells what became of a message, for each of its recipients.',
    parameters: [
      identityParameter('MessageTrackingReport', {
        mandatory: true,
        description: 'MessageTrackingReportId of Search-MessageTrackingReport, or a Message-ID.',
      }),
      parameter(
        'ReportTemplate',
        'Summary: the last state of each recipient; RecipientPath: every event of one.',
        {
          type: 'enum',
          values: ['Summary', 'RecipientPath'],
          default: 'Summary',
        },
      ),
      parameter('RecipientPathFilter', 'The recipient whose events are told.'),
      parameter('Status', 'Of the recipients that are counted.', {
        type: 'enum',
        values: ['Delivered', 'Pending', 'Unsuccessful'],
      }),
      ...asAdministrator,
    ],
    output: {
      typeName: 'Microsoft.Exchange.InfoWorker.Common.MessageTracking.MessageTrackingReport',
      columns: [],
    },
    examples: [],
    async run({ parameters, order }) {
      const { Identity, ReportTemplate, RecipientPathFilter, Status } = parameters;
      const { message, events, waitingSince } = await order(getMessageTrackingReport, { identity: Identity });
      const { recipients } = message;
      const counted = recipients.filter(({ state }) => (Status ?? statusOf(state)) === statusOf(state));
      const path = typeof RecipientPathFilter === 'string' ? RecipientPathFilter.toLowerCase() : undefined;
      const told = events.filter(
        ({ Recipients }) => path === undefined || JSON.stringify(Recipients).toLowerCase().includes(path),
      );
      const countOf = (status: string) => recipients.filter(({ state }) => statusOf(state) === status).length;
      const report = {
        ...foundObject(message),
        DeliveryCount: countOf('Delivered'),
        PendingCount: countOf('Pending'),
        UnsuccessfulCount: countOf('Unsuccessful'),
        TransferredCount: recipients.filter(({ state }) => state === 'Sent').length,
        RecipientTrackingEvents:
          ReportTemplate === 'RecipientPath' ? told.map(eventText) : counted.map(stateText),
      };
      return { output: [report], warnings: lateWarnings(waitingSince) };
    },
  },
];

type Message = Awaited<ReturnType<typeof searchMessageTrackingReport.run>>['rows'][number];
type Recipient = Message['recipients'][number];
type Event = Awaited<ReturnType<typeof getMessageTrackingReport.run>>['events'][number];

function foundObject({ key, messageId, subject, sender, recipients, firstAt }: Message): OutputObject {
  return {
    MessageTrackingReportId: key,
    SubmittedDateTime: timeValue(firstAt),
    Subject: subject,
    FromAddress: sender,
    RecipientAddresses: recipients.map(({ address }) => address),
    MessageId: messageId,
    Identity: key,
  };
}

/** Exchange's three words for what became of a recipient. */
function statusOf(state: Recipient['state']): string {
  if (state === 'Failed' || state === 'Dropped') return 'Unsuccessful';
  return state === 'Pending' || state === 'Deferred' ? 'Pending' : 'Delivered';
}

function stateText({ address, state, status, at }: Recipient): string {
  return `${new Date(at).toISOString()} ${address} ${state}${status === '' ? '' : `: ${status}`}`;
}

function eventText({ Timestamp, EventId, Source, ServerHostname, RecipientStatus }: Event): string {
  return [Timestamp, EventId, Source, ServerHostname, ...[RecipientStatus].flat()].filter(Boolean).join(' ');
}
