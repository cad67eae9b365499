import { objectOperations } from '../../objects/object-operations.js';
import { getTransportRuleHit } from '../../transport-rules/get-transport-rule-hit.js';
import { testMessage } from '../../transport-rules/test-message.js';
import { identityParameter, parameter, type Cmdlet, type OutputObject } from '../cmdlet.js';
import { allRows } from '../objects/get-cmdlet.js';
import { lateWarnings } from '../tracking/tracking-cmdlets.js';

const reading = { confirms: false, changes: false } as const;
const dayMs = 86_400_000;

const testMessageCmdlet: Cmdlet = {
  ...reading,
  name: testMessage.name,
  synopsis: testMessage.summary,
  parameters: [
    parameter('MessageFileData', 'The message, a file with its header and its body.', {
      type: 'file',
      mandatory: true,
      position: 1,
    }),
    parameter('Sender', 'Of the envelope; default: its From.'),
    parameter('Recipients', 'Of the envelope; default: those in To and Cc.', { multiple: true }),
    parameter('Internal', 'The sender has signed in, or is a trusted host.', { type: 'switch' }),
    parameter('ClientAddress', 'Who brought it.', { default: '127.0.0.1' }),
  ],
  output: { typeName: 'Mailyard.MessageTest', columns: ['Recipients', 'Outcome', 'Rules', 'Reply'] },
  examples: [
    {
      command: 'Test-Message invoice.eml -Recipients alice@contoso.com | Format-List',
      description: 'Which rules would be for it, and what they would do.',
    },
  ],
  async run({ parameters: { MessageFileData, Sender, Recipients, Internal, ClientAddress }, order }) {
    const { sender, copies, failures } = await order(testMessage, {
      messageFileData: MessageFileData,
      sender: Sender ?? undefined,
      recipients: Recipients ?? undefined,
      isInternal: Internal === true,
      clientAddress: ClientAddress ?? undefined,
    });
    return {
      output: copies.map((copy) => ({ Sender: sender, ...copyObject(copy) })),
      warnings: failures.map(({ rule, reason }) => `${rule}: ${reason}`),
    };
  },
};

type Copy = Awaited<ReturnType<typeof testMessage.run>>['copies'][number];

function copyObject({ recipients, outcome, reply, moderators, added, header, ...more }: Copy): OutputObject {
  return {
    Recipients: recipients,
    Outcome: outcome,
    Rules: more.rules.map(({ name, acted }) => (acted ? name : `${name} (in a test mode)`)),
    Reply: reply ?? null,
    Moderators: moderators ?? [],
    AddedRecipients: added.map(({ address, as }) => `${as}: ${address}`),
    HeaderBefore: header.before,
    HeaderAfter: header.after,
    Disclaimers: more.disclaimers,
    Notices: more.notices.map(({ kind, to }) => `${kind}: ${to.join(', ')}`),
  };
}

const ruleHitCmdlet: Cmdlet = {
  ...reading,
  name: getTransportRuleHit.name,
  synopsis: getTransportRuleHit.summary,
  parameters: [
    identityParameter('TransportRule', { description: 'Of this rule alone: name or Guid.' }),
    parameter('StartDate', 'Since when; default: a day ago.', { type: 'datetime' }),
  ],
  output: { typeName: 'Mailyard.TransportRuleHit', columns: ['Name', 'State', 'Mode', 'Messages'] },
  examples: [
    {
      command: 'Get-TransportRuleHit -StartDate (Get-Date).AddDays(-7) | where Messages -eq 0',
      description: 'Rules that were for no message of the last week.',
    },
  ],
  async run({ parameters: { Identity, StartDate }, order }) {
    const rules = await allRows(order, objectOperations.TransportRules.Get, {
      identity: Identity ?? undefined,
    });
    const start = typeof StartDate === 'number' ? StartDate : Date.now() - dayMs;
    const hits = await order(getTransportRuleHit, { start });
    const messages = new Map(hits.rules.map((each) => [each.guid, each.messages]));
    return {
      output: rules.map(({ Name, Guid, State, Mode, Priority }) => ({
        Name,
        Guid,
        State,
        Mode,
        Priority,
        Messages: messages.get(String(Guid)) ?? 0,
      })),
      warnings: [
        ...(hits.isComplete ? [] : ['there were very many messages: the newest were counted']),
        ...lateWarnings(hits.waitingSince),
      ],
    };
  },
};

/** What rules would do, and what they have done. */
export const ruleTestCmdlets: readonly Cmdlet[] = [testMessageCmdlet, ruleHitCmdlet];
