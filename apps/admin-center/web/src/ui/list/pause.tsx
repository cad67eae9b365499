import { useState } from 'react';

import { useTexts } from '../../text/index.js';
import { Action } from '../control/button.js';
import { useShortcut } from '../browser/shortcuts.js';
import { uiTexts } from '../ui.text.js';

/** Whether what is live stands still, and since when. */
export interface Pause {
  readonly since: number | undefined;
  readonly toggle: () => void;
}

/** p stops a live view, and lets it go on. */
export function usePause(): Pause {
  const [since, setSince] = useState<number>();
  const toggle = (): void => setSince((now) => (now === undefined ? Date.now() : undefined));
  useShortcut('p', toggle);
  return { since, toggle };
}

export function PauseAction({ pause: { since, toggle } }: { readonly pause: Pause }) {
  const t = useTexts(uiTexts);
  return since === undefined ? (
    <Action label={t('pause')} icon="pause" keys="p" iconOnly onPress={toggle} />
  ) : (
    <Action label={t('goOn')} icon="play" keys="p" iconOnly onPress={toggle} />
  );
}
