import type { InstalledAgent, TransportAgent } from '@mailyard/directory';

import type { AgentAction } from '../contract/agent-action.js';
import { readAnswer } from '../contract/agent-answer.js';
import { recipientsOf, type AgentRequest } from '../contract/agent-request.js';
import type { ReplacedContent } from '../process/replaced-content.js';

/** What came of asking an agent. */
export type AgentOutcome =
  | {
      readonly of: 'answer';
      readonly actions: readonly AgentAction[];
      /** ReplaceContent: in place of the message's; whoever takes it removes it. */
      readonly content?: ReplacedContent;
    }
  | AgentFailure;

/**
 * It has not answered, or not as it may: its FailurePolicy says what happens. `unasked`: for want of a process that could
 * be asked, so that the failure says nothing of this message.
 */
export interface AgentFailure {
  readonly of: 'failure';
  readonly reason: string;
  readonly unasked?: true;
}

/** What FailurePolicy comes to: nobody is refused for what an agent did with the messages of others. */
export function fateAfterFailure(
  { FailurePolicy }: Pick<TransportAgent, 'FailurePolicy'>,
  { unasked }: AgentFailure,
): TransportAgent['FailurePolicy'] {
  return FailurePolicy === 'Refuse' && unasked === true ? 'Defer' : FailurePolicy;
}

/** One question on its way to an agent. */
export interface AgentCall {
  readonly id: number;
  readonly request: AgentRequest;
  readonly settle: (outcome: AgentOutcome) => void;
  /** It was under way when a process ended: it is asked once more, with no other beside it. */
  suspect: boolean;
  /** Whoever waits for it has patience until then, and gets no other chance; undefined: it comes again. */
  readonly until: number | undefined;
  /** Its outcome is known. */
  isOver: boolean;
  content?: ReplacedContent;
  timer?: NodeJS.Timeout;
  deadline?: NodeJS.Timeout;
}

export function newCall(
  asked: Pick<AgentCall, 'id' | 'request' | 'until'>,
  resolve: (outcome: AgentOutcome) => void,
): AgentCall {
  const call: AgentCall = {
    ...asked,
    suspect: false,
    isOver: false,
    settle: (outcome) => {
      clearTimeout(call.deadline);
      call.isOver = true;
      resolve(outcome);
    },
  };
  return call;
}

/** What an answer comes to, judged by what the agent may do. */
export function outcomeOf(
  said: { readonly actions?: unknown; readonly error?: unknown },
  { request, content, isOver }: AgentCall,
  { Touches: touches, TransportService: service }: InstalledAgent,
): AgentOutcome {
  if (isOver) return { of: 'failure', reason: 'nobody waits for it any more' };
  if (typeof said.error === 'string') return { of: 'failure', reason: said.error.slice(0, 512) };
  try {
    const recipients = recipientsOf(request);
    const asked = { event: request.event, service, touches, recipients, replacedOctets: content?.octets };
    const actions = readAnswer(said.actions, asked);
    return { of: 'answer', actions, ...(content === undefined ? {} : { content: content.end() }) };
  } catch (error) {
    return { of: 'failure', reason: (error as Error).message.slice(0, 512) };
  }
}
