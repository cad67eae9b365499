import type { NextHop } from '@mailyard/routing';
import type { Reply } from '@mailyard/smtp';

import type { DeliveryAgent } from '../delivery-agent.js';

/** How an agent is put to the test: by whoever writes one. */
export interface AgentUnderTest {
  /** Where the next hop can refuse a recipient, in its words: `RCPT`, `after the content`. */
  readonly stages: readonly string[];
  /** How the connection can fail once it stands: `lost within the content`, `silent`, `not SMTP` … Before, amid and after. */
  readonly faults: readonly string[];
  /** Of the faults those after which the message waits, and others need not: the next hop was there. */
  readonly aboutMessage?: readonly string[];
  /** Whether it holds connections to its next hop: not where that is a folder, or a program. */
  readonly connects: boolean;
  /** The content is kept in a file first, as fast as a disk takes it, whatever the next hop does. */
  readonly spools?: true;
  /** A started agent and a next hop for it to reach. */
  start(options: TestOptions): Promise<TestedAgent>;
}

export interface TestOptions {
  /** What the agent allows itself to the next hop at a time, if it `connects`. */
  readonly maxConnections: number;
  /** For how long it waits for an answer. */
  readonly patienceMs: number;
}

export interface TestedAgent {
  readonly agent: DeliveryAgent;
  readonly nextHop: NextHop;
  readonly peer: TestedNextHop;
  stop(): Promise<void>;
}

/** The next hop, which does what the suite asks for: over real sockets, files or whatever the agent uses. */
export interface TestedNextHop {
  /** What it has said it has, in order. */
  readonly taken: readonly TakenMessage[];
  /** Connections that it holds now, or messages that it is being handed where there are none. */
  readonly connections: number;
  /** A message has begun to come since it was paused. */
  readonly reached: boolean;
  /** From now on it refuses that recipient at that stage. */
  refuse(address: string, reply: Reply, stage: string): void;
  /** From now on it refuses every message, whoever it is for. */
  refuseMessages(reply: Reply): void;
  /** From now on each connection fails so. */
  fail(fault: string): void;
  /** It refuses nothing and fails no more. */
  recover(): void;
  /** It takes in no content until `resume`. */
  pause(): void;
  resume(): void;
  /** It cannot be reached, and loses its connections. */
  leave(): Promise<void>;
  comeBack(): Promise<void>;
  /** Its connections are lost, and it can be reached all the same. */
  dropConnections(): void;
}

export interface TakenMessage {
  readonly recipients: readonly string[];
  /** Header block and content. */
  readonly octets: Buffer;
}
