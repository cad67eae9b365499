import {
  isDeliveryEvent,
  isReceiveEvent,
  type AgentEvent,
  type AgentService,
  type AgentTouch,
} from '@mailyard/directory';

import { deliveryProblem } from './delivery-answer.js';
import { agentActions, touchOf, type ActionName, type AgentAction } from './agent-action.js';

/** What tells of a message's way, or says whom the organization takes its sender for: no agent's business. */
const untouchable =
  /^(?:received|return-path|message-id|date|bcc|resent-.*|x-ms-exchange-(?:organization|forest)-.*)$/i;
/** The same, unless the agent replaces what they are about. */
const ofContent = /^(?:content-.*|mime-version)$/i;
/** Of these fields the one that agents of the categorizer may set; in a session the header firewall is still to come. */
const scl = /^x-ms-exchange-organization-scl$/i;

const inCategorizer: readonly ActionName[] = [
  'RejectMessage',
  'RejectRecipients',
  'DeleteMessage',
  'DeferMessage',
  'DeleteRecipients',
  'AddRecipients',
  'AddHeader',
  'SetHeader',
  'RemoveHeader',
  'ReplaceContent',
];
const atCommand: readonly ActionName[] = ['RejectCommand'];
const atMessage: readonly ActionName[] = [
  'RejectMessage',
  'DeleteRecipients',
  'AddRecipients',
  'AddHeader',
  'SetHeader',
  'RemoveHeader',
];
/** It is told, and not asked. */
const nothing: readonly ActionName[] = [];

/** What can be done at an event. */
const possibleAt: Readonly<Record<AgentEvent, readonly ActionName[]>> = {
  OnConnectEvent: ['RejectConnection'],
  OnHeloCommand: atCommand,
  OnEhloCommand: atCommand,
  OnStartTlsCommand: atCommand,
  OnAuthCommand: atCommand,
  OnEndOfAuthentication: ['RejectAuthentication'],
  OnMailCommand: atCommand,
  OnRcptCommand: atCommand,
  OnDataCommand: atCommand,
  OnEndOfHeaders: atMessage,
  OnEndOfData: [...atMessage, 'ReplaceContent'],
  OnRsetCommand: nothing,
  OnReject: nothing,
  OnDisconnectEvent: nothing,
  OnSubmittedMessage: inCategorizer,
  OnResolvedMessage: inCategorizer,
  OnRoutedMessage: inCategorizer,
  OnCategorizedMessage: inCategorizer,
  OnOpenConnection: ['RegisterConnection', 'DeferQueue'],
  OnDeliverMailItem: [
    'AckMailItemSuccess',
    'AckMailItemDefer',
    'AckMailItemFail',
    'AckRecipientSuccess',
    'AckRecipientDefer',
    'AckRecipientFail',
    'DeferQueue',
    'UnregisterConnection',
  ],
  OnCloseConnection: nothing,
};

/** Whether an agent decides anything at the event. */
export function isAskedAt(event: AgentEvent): boolean {
  return possibleAt[event].length > 0;
}

/** What the agent was asked about, and what it may do. */
export interface Asked {
  readonly event: AgentEvent;
  readonly service: AgentService;
  readonly touches: readonly AgentTouch[];
  /** The recipients whom it was told of. */
  readonly recipients: readonly string[];
  /** Octets of content that came in front of the answer; undefined: none. */
  readonly replacedOctets?: number | undefined;
}

/** An answer that is none, or that says more than the agent may: nothing of it is done. */
export class AnswerRefused extends Error {
  override readonly name = 'AnswerRefused';
}

/** The actions of an answer, if the agent may do all of them. */
export function readAnswer(answer: unknown, asked: Asked): readonly AgentAction[] {
  const read = agentActions.safeParse(answer);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new AnswerRefused(`malformed answer: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  }
  for (const one of read.data) {
    const problem = problemOf(one, asked) ?? fieldProblem(one, asked);
    if (problem !== undefined) throw new AnswerRefused(`${one.action}: ${problem}`);
  }
  const problem = problemOfAll(read.data, asked);
  if (problem !== undefined) throw new AnswerRefused(problem);
  return read.data;
}

/** Of actions that may each stand alone. */
function problemOfAll(actions: readonly AgentAction[], asked: Asked): string | undefined {
  const replacing = actions.flatMap((one) => (one.action === 'ReplaceContent' ? [one.octets] : []));
  if (replacing.length > 1 || replacing[0] !== asked.replacedOctets) {
    return 'ReplaceContent: the content is not there, or not once';
  }
  if (isDeliveryEvent(asked.event)) return deliveryProblem(actions, asked.event, asked.recipients);
  return isReceiveEvent(asked.event) && leavesNobody(actions, asked)
    ? 'DeleteRecipients: nobody would get the message; RejectMessage refuses it'
    : undefined;
}

function problemOf(one: AgentAction, { event, service, touches, recipients }: Asked): string | undefined {
  const touch = touchOf[one.action];
  if (touch !== undefined && !touches.includes(touch)) return `its Touches do not have ${touch}`;
  if (!possibleAt[event].includes(one.action)) return `is not possible at ${event}`;
  // The hub judges by the client's rights whom Front End names to it.
  if (one.action === 'AddRecipients' && service === 'FrontEnd') return 'is not possible in Front End';
  if (one.action === 'AddRecipients' || !('recipients' in one)) return undefined;
  const stranger = one.recipients.find((address) => !recipients.includes(address));
  return stranger === undefined ? undefined : `it was not asked about ${stranger}`;
}

function fieldProblem(one: AgentAction, { event, replacedOctets }: Asked): string | undefined {
  if (!('name' in one)) return undefined;
  const { name } = one;
  const isKept = untouchable.test(name) && (isReceiveEvent(event) || !scl.test(name));
  return isKept || (ofContent.test(name) && replacedOctets === undefined)
    ? `${name} is not to be changed`
    : undefined;
}

/** What a session acknowledges is delivered to somebody. */
function leavesNobody(actions: readonly AgentAction[], { recipients }: Asked): boolean {
  if (actions.some(({ action }) => action === 'AddRecipients')) return false;
  const left = actions.reduce<readonly string[]>(
    (some, one) =>
      one.action === 'DeleteRecipients' ? some.filter((address) => !one.recipients.includes(address)) : some,
    recipients,
  );
  return recipients.length > 0 && left.length === 0;
}
