import type { BulkPreview } from '../../bulk/bulk-preview.js';
import { confirmMessageOperation } from '../../bulk/confirm-message-operation.js';
import { newMessageOperation } from '../../bulk/new-message-operation.js';
import { redirectMessage } from '../../messages/orders/redirect-message.js';
import { removeMessage } from '../../messages/orders/remove-message.js';
import { resumeMessage } from '../../messages/orders/resume-message.js';
import { suspendMessage } from '../../messages/orders/suspend-message.js';
import { OperationInputError } from '../../operation.js';
import {
  parameter,
  type Cmdlet,
  type CmdletCall,
  type CmdletOutcome,
  type CmdletParameter,
} from '../cmdlet.js';
import { triedOn } from '../cmdlet-lists.js';
import { server } from '../queues/queue-cmdlets.js';
import { messageFilter, messageIdentityParameter } from './message-cmdlets.js';

const nothing = { typeName: '', columns: [] } as const;

interface MessageOrderCmdlet {
  readonly name: string;
  readonly synopsis: string;
  readonly added?: readonly CmdletParameter[];
  /** Of one message; the outcome for each of its copies. */
  readonly one: (id: unknown, call: CmdletCall) => Promise<readonly string[]>;
  /** The order of an operation over all that a filter finds. */
  readonly many: (parameters: CmdletCall['parameters']) => object;
}

function ordering({ name, synopsis, added = [], one, many }: MessageOrderCmdlet): Cmdlet {
  return {
    name,
    synopsis,
    parameters: [messageIdentityParameter, messageFilter, ...added, server],
    parameterSets: [['Identity'], ['Filter']],
    output: nothing,
    confirms: true,
    changes: true,
    examples: [],
    async run(call): Promise<CmdletOutcome> {
      const { Identity, Filter } = call.parameters;
      if (typeof Filter === 'string') return overMany(name, many(call.parameters), call);
      if (typeof Identity !== 'string') throw new OperationInputError(`${name} needs Identity or Filter`);
      const outcomes = await one(Identity, call);
      const targets = outcomes.map((outcome) => `${Identity} in ${possible(outcome)}`);
      if (call.whatIf) return triedOn(name, targets);
      const undone = outcomes.filter((outcome) => !/: (?:Done|Removed)$/.test(outcome));
      return { verbose: outcomes, warnings: undone };
    },
  };
}

/** What stands in the way of it, if something does. */
function possible(outcome: string): string {
  return outcome.replace(/: (?:Done|Removed)$/, '');
}

/** Hubs carry it out, message by message. */
async function overMany(
  name: string,
  messageOrder: object,
  { parameters: { Filter: where, Server }, whatIf, order }: CmdletCall,
): Promise<CmdletOutcome> {
  const { id, total, preview } = await order(newMessageOperation, {
    where,
    server: Server ?? undefined,
    order: messageOrder,
    undoSeconds: 0,
    validateOnly: whatIf,
  });
  if (whatIf) return { verbose: previewLines(name, total, preview) };
  if (total === 0) return { warnings: ['no message passes the filter'] };
  await order(confirmMessageOperation, { operation: id });
  return { verbose: [`operation ${id} over ${total} messages has begun`] };
}

const withNdr = parameter('WithNDR', 'Whether the sender is told.', { type: 'boolean', default: '$true' });

export const messageOrderCmdlets: readonly Cmdlet[] = [
  ordering({
    name: 'Suspend-Message',
    synopsis: 'Keeps messages where they are.',
    one: async (id, { order, whatIf: validateOnly }) =>
      told(await order(suspendMessage, { id, validateOnly })),
    many: () => ({ kind: 'Suspend' }),
  }),
  ordering({
    name: 'Resume-Message',
    synopsis: 'Lets suspended messages go on, and submits poison ones again.',
    one: async (id, { order, whatIf: validateOnly }) =>
      told(await order(resumeMessage, { id, validateOnly })),
    many: () => ({ kind: 'Resume' }),
  }),
  ordering({
    name: 'Remove-Message',
    synopsis: 'Removes messages from their queues.',
    added: [withNdr],
    async one(id, { order, whatIf: validateOnly, parameters: { WithNDR } }) {
      const copies = await order(removeMessage, { id, withNDR: WithNDR !== false, validateOnly });
      return copies.map(({ queue, removal }) => `${queue}: ${removal}`);
    },
    many: ({ WithNDR }) => ({ kind: 'Remove', withNDR: WithNDR !== false }),
  }),
  {
    name: 'Redirect-Message',
    synopsis: 'Sends the messages of the delivery queues to another server of the organization.',
    parameters: [
      parameter('Target', 'Name or FQDN of the other server.', {
        mandatory: true,
        objects: 'TransportService',
      }),
      server,
    ],
    output: nothing,
    confirms: true,
    changes: true,
    examples: [{ command: 'Redirect-Message -Target mbx02.contoso.com', description: 'Before maintenance.' }],
    async run({ parameters: { Target, Server }, whatIf, order }) {
      const everything = { property: 'InternalMessageId', operator: 'present' };
      const { id, total, preview } = await order(redirectMessage, {
        target: Target,
        server: Server ?? undefined,
        filter: [everything],
        validateOnly: whatIf,
      });
      if (whatIf) return { verbose: previewLines(`Redirect-Message to ${String(Target)}`, total, preview) };
      return { verbose: [`operation ${id} over ${total} messages has begun`] };
    },
  },
];

/** How many it would be, and of what. */
function previewLines(name: string, total: number, { queues, senders }: BulkPreview): readonly string[] {
  const counted = (list: BulkPreview['queues']): string =>
    list.map(({ value, messages }) => `${value || '<>'}: ${messages}`).join(', ');
  const lines = [`${name} on ${total} message${total === 1 ? '' : 's'}`];
  if (total === 0) return lines;
  return [...lines, `  queues: ${counted(queues)}`, `  senders: ${counted(senders)}`];
}

function told(copies: readonly { readonly queue: string; readonly outcome: string }[]): readonly string[] {
  return copies.map(({ queue, outcome }) => `${queue}: ${outcome}`);
}
