import type { MailFlowSide } from './mail-flow-side.js';
import type { Trust } from './trust.js';

/** The two sides of a perimeter network. */
export interface Pair {
  readonly edge: MailFlowSide;
  readonly inside: MailFlowSide;
  readonly trust: Trust;
}

/** Something that mail would fail by, or that somebody should know. */
export interface Finding {
  /** Where it is cured: the name of a server. */
  readonly server: string;
  readonly result: 'Failure' | 'Warning';
  readonly finding: string;
  readonly cure: string;
}

export type MailFlowCheck = (pair: Pair) => readonly Finding[];

export function failure(side: MailFlowSide, finding: string, cure: string): Finding {
  return { server: side.server, result: 'Failure', finding, cure };
}

export function warning(side: MailFlowSide, finding: string, cure: string): Finding {
  return { server: side.server, result: 'Warning', finding, cure };
}
