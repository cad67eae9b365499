import { parseBinding, type ReceiveConnector } from '@mailyard/directory';

/** On this port a hub asks for a connection to the outside; nobody leaves mail here. */
export const outboundProxyPort = 717;

export function isOutboundProxy({ Bindings }: Pick<ReceiveConnector, 'Bindings'>): boolean {
  return Bindings.some((text) => parseBinding(text)?.port === outboundProxyPort);
}
