export { AgentHostModule } from './agent-host.module.js';
export type { AgentAction, WrittenAction } from './contract/agent-answer.js';
export type { AgentMessage, AgentRecipient, AgentRequest } from './contract/agent-request.js';
export { AgentHost, type AgentHostOptions } from './host/agent-host.js';
export { AgentLog } from './log/agent-log.js';
export type { AgentOutcome } from './host/agent-runner.js';
