import type { DeliveryOutcome, DeliverySession, OutgoingMessage } from '../delivery-agent.js';
import { message } from './messages.js';
import type { AgentUnderTest, TestedAgent, TestedNextHop, TestOptions } from './tested-agent.js';

/** One test's agent with its next hop, and a first session. */
export class Trial {
  tested!: TestedAgent;
  session!: DeliverySession;

  constructor(private readonly under: AgentUnderTest) {}

  async start(options: Partial<TestOptions> = {}): Promise<void> {
    this.tested = await this.under.start({ maxConnections: 10, patienceMs: 60_000, ...options });
    this.session = this.open();
  }

  stop(): Promise<void> {
    return this.tested.stop();
  }

  get peer(): TestedNextHop {
    return this.tested.peer;
  }

  get stages(): readonly string[] {
    return this.under.stages;
  }

  scopeAfter(fault: string): DeliveryOutcome['scope'] {
    return this.under.aboutMessage?.includes(fault) === true ? 'message' : 'next-hop';
  }

  open(): DeliverySession {
    return this.tested.agent.open(this.tested.nextHop);
  }

  deliver(outgoing: OutgoingMessage = message(['alice@contoso.com'])): Promise<DeliveryOutcome> {
    return this.session.deliver(outgoing);
  }

  /** Recipients of each message that the next hop has. */
  get served(): readonly (readonly string[])[] {
    return this.peer.taken.map(({ recipients }) => recipients);
  }
}
