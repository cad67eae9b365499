/** What an agent may do to a message or a session; it is held to what its object says. */
export const agentTouches = ['verdict', 'headers', 'envelope', 'content'] as const;
export type AgentTouch = (typeof agentTouches)[number];

/** What an agent hears of in the categorizer of a hub, in order. */
export const categorizerEvents = [
  'OnSubmittedMessage',
  'OnResolvedMessage',
  'OnRoutedMessage',
  'OnCategorizedMessage',
] as const;
export type CategorizerEvent = (typeof categorizerEvents)[number];

export type AgentEvent = CategorizerEvent;

export const agentEvents: readonly AgentEvent[] = categorizerEvents;

export const agentServices = ['Hub'] as const;
export type AgentService = (typeof agentServices)[number];
