export { describeDeliveryAgent } from './agent-conformance.js';
export type {
  AgentUnderTest,
  TakenMessage,
  TestedAgent,
  TestedNextHop,
  TestOptions,
} from './tested-agent.js';
export { limitedAtSetup, unlimited } from './unlimited.js';
