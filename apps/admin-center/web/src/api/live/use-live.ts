import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

import type { FromHolder } from './live-messages.js';
import { live, type LiveState } from './live.js';

export type LiveMessage = Exclude<FromHolder, { say: 'state' }>;

/** Hears a topic while the component is shown: `queues`, `services`, `messages:{search}`. */
export function useLive(topic: string | undefined, hear: (message: LiveMessage) => void): void {
  const heard = useEffectEvent(hear);
  useEffect(
    () => (topic === undefined ? undefined : live.subscribe(topic, (message) => heard(message))),
    [topic],
  );
}

/** Whether the stream is there, and since when. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(live.watch, live.state);
}
