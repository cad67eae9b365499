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

export const nobodyWaits: AgentFailure = { of: 'failure', reason: 'nobody waits for it any more' };

/** What FailurePolicy comes to: nobody is refused for what an agent did with the messages of others. */
export function fateAfterFailure(
  { FailurePolicy }: Pick<TransportAgent, 'FailurePolicy'>,
  { unasked }: AgentFailure,
): TransportAgent['FailurePolicy'] {
  return FailurePolicy === 'Refuse' && unasked === true ? 'Defer' : FailurePolicy;
}

/** How a question is asked, where it is not asked as usual. */
export interface AskOptions {
  /** It has failed by then, waiting for others and being asked once more included. */
  readonly withinMs?: number | undefined;
  /** Whatever it was about may have been done: it is not asked again when the process ends. */
  readonly once?: boolean | undefined;
  /** Only that process can answer it, see `AgentRunner.process`. */
  readonly process?: number | undefined;
  /** Nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
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
  readonly once: boolean;
  readonly process: number | undefined;
  /** Its outcome is known. */
  isOver: boolean;
  content?: ReplacedContent;
  timer?: NodeJS.Timeout;
  deadline?: NodeJS.Timeout;
}

export function newCall(
  asked: Pick<AgentCall, 'id' | 'request' | 'until' | 'once' | 'process'>,
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
  if (isOver) return nobodyWaits;
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
