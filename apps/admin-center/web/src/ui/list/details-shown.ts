import { useSyncExternalStore } from 'react';

const key = 'mailyard-details-hidden';
const watchers = new Set<() => void>();

function watch(changed: () => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

/** Whether lists show the details of what is selected; this browser remembers. */
export function useDetailsShown(): boolean {
  return useSyncExternalStore(watch, () => localStorage.getItem(key) === null);
}

export function toggleDetails(): void {
  if (localStorage.getItem(key) === null) localStorage.setItem(key, 'yes');
  else localStorage.removeItem(key);
  for (const changed of watchers) changed();
}
