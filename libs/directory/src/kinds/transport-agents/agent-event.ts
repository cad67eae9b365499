/** What an agent may do to a message or a session; it is held to what its object says. */
export const agentTouches = ['verdict', 'headers', 'envelope', 'content'] as const;
export type AgentTouch = (typeof agentTouches)[number];

/** What an agent hears of in an SMTP session, in order; the last three may come at any time. Names as Get-TransportPipeline has them. */
export const receiveEvents = [
  'OnConnectEvent',
  'OnHeloCommand',
  'OnEhloCommand',
  'OnStartTlsCommand',
  'OnAuthCommand',
  'OnEndOfAuthentication',
  'OnMailCommand',
  'OnRcptCommand',
  'OnDataCommand',
  'OnEndOfHeaders',
  'OnEndOfData',
  'OnRsetCommand',
  'OnReject',
  'OnDisconnectEvent',
] as const;
export type ReceiveEvent = (typeof receiveEvents)[number];

/** What an agent hears of in the categorizer of a hub, in order. */
export const categorizerEvents = [
  'OnSubmittedMessage',
  'OnResolvedMessage',
  'OnRoutedMessage',
  'OnCategorizedMessage',
] as const;
export type CategorizerEvent = (typeof categorizerEvents)[number];

/** What an agent hears of that delivers to a system without SMTP, in order; names of Exchange’s delivery agents. */
export const deliveryEvents = ['OnOpenConnection', 'OnDeliverMailItem', 'OnCloseConnection'] as const;
export type DeliveryEvent = (typeof deliveryEvents)[number];

export type AgentEvent = ReceiveEvent | CategorizerEvent | DeliveryEvent;

export const agentEvents: readonly AgentEvent[] = [...receiveEvents, ...categorizerEvents, ...deliveryEvents];

/** Exchange's names of TransportService. */
export const agentServices = ['FrontEnd', 'Hub'] as const;
export type AgentService = (typeof agentServices)[number];

/** Front End has no categorizer, and lets agents of others see no whole message, since it keeps none. */
const eventsOf: Readonly<Record<AgentService, readonly AgentEvent[]>> = {
  FrontEnd: receiveEvents.filter((event) => event !== 'OnEndOfData'),
  Hub: agentEvents,
};

export function eventsIn(service: AgentService): readonly AgentEvent[] {
  return eventsOf[service];
}

export function isReceiveEvent(event: AgentEvent): event is ReceiveEvent {
  return (receiveEvents as readonly AgentEvent[]).includes(event);
}

export function isCategorizerEvent(event: AgentEvent): event is CategorizerEvent {
  return (categorizerEvents as readonly AgentEvent[]).includes(event);
}

export function isDeliveryEvent(event: AgentEvent): event is DeliveryEvent {
  return (deliveryEvents as readonly AgentEvent[]).includes(event);
}
