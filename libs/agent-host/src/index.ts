export type { AgentAction, WrittenAction } from './contract/agent-action.js';
export type {
  AgentEnvelope,
  AgentMessage,
  AgentRecipient,
  AgentRequest,
  AgentSession,
  CategorizerRequest,
  SessionRequest,
} from './contract/agent-request.js';
export type {
  DeliveryConnection,
  DeliveryConnector,
  DeliveryMailItem,
  DeliveryRecipient,
  DeliveryRequest,
} from './contract/delivery-request.js';
export { shownFields, withHeaderActions } from './contract/header-actions.js';
export { AgentHost, type AgentHostOptions, type DeliveryQuestion } from './host/agent-host.js';
export { AgentLog } from './log/agent-log.js';
export type { ReplacedContent } from './process/replaced-content.js';
export { fateAfterFailure, type AgentFailure, type AgentOutcome } from './host/agent-call.js';
