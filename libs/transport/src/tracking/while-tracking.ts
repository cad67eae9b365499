import type { TransportContext } from '../transport-context.js';

export type TrackingContext = Pick<TransportContext, 'tracking' | 'events' | 'organization' | 'place'>;

/** What is tracked has happened: a fault in the telling is logged, and changes nothing about it. */
export function whileTracking(
  {
    tracking,
    events,
  }: Pick<TransportContext, 'tracking'> & { readonly events: Pick<TransportContext['events'], 'fault'> },
  tell: () => void,
): void {
  if (!tracking.enabled) return;
  try {
    tell();
  } catch (error) {
    events.fault(error);
  }
}
