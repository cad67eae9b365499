import { useSyncExternalStore } from 'react';

import { preferences } from '../browser/preferences.js';

/** Rows are as high as the style says for this density and this screen. */
export function useRowHeight(): number {
  return useSyncExternalStore(watch, () =>
    Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row'), 10),
  );
}

const narrow = matchMedia('(width < 760px)');

/** A phone: two lines a row. */
export function useNarrow(): boolean {
  return useSyncExternalStore(watch, () => narrow.matches);
}

function watch(changed: () => void): () => void {
  const unwatch = preferences.watch(changed);
  addEventListener('resize', changed);
  return () => {
    unwatch();
    removeEventListener('resize', changed);
  };
}
