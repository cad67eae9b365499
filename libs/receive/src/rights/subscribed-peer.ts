import type { EdgeSubscription, Organization, ReceiveConnector } from '@mailyard/directory';
import { issuedBy, type Session } from '@mailyard/smtp';

/** Seen from an organization its Edge; seen from an Edge its organization. */
export type SubscribedPeer = EdgeSubscription['Peer'];

/** Whose certificate the peer has shown: that of the CA which was pinned when an Edge and the organization were subscribed. */
export function subscribedPeer(
  { AuthMechanism }: Pick<ReceiveConnector, 'AuthMechanism'>,
  { tls }: Pick<Session, 'tls'>,
  { objects: { EdgeSubscriptions } }: Organization,
): SubscribedPeer | undefined {
  if (EdgeSubscriptions.length === 0 || !AuthMechanism.includes('ExchangeServer')) return undefined;
  const certificate = tls?.peerCertificate;
  if (tls?.command !== 'X-ANONYMOUSTLS' || tls.peerAuthorized || certificate === undefined) return undefined;
  const now = new Date();
  return EdgeSubscriptions.find(
    ({ Authority }) => Authority !== undefined && issuedBy(certificate, Authority, now),
  )?.Peer;
}
