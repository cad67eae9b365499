import { useLayoutEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';

import { useTexts } from '../../text/index.js';
import { Action, Button } from '../control/button.js';
import { uiTexts } from '../ui.text.js';
import { ToastStore, type Toast } from './toast-store.js';

/** Tells what has become of an order, at the edge of the page: `toasts.show(…)`. */
export const toasts = new ToastStore();

/** What had to give way before it was read. */
export function useEarlierToasts(): readonly Toast[] {
  return useSyncExternalStore(toasts.watch, toasts.get).earlier;
}

/** A live region that is always there, so that screen readers know it before something comes. */
export function Toasts({ children }: { readonly children?: ReactNode }) {
  const { shown } = useSyncExternalStore(toasts.watch, toasts.get);
  const region = useRef<HTMLDivElement>(null);
  useRoomForDialogs(region);
  return (
    // Dialogs hide what is around them, but not these (React Aria).
    <div className="toasts" role="status" aria-live="polite" data-react-aria-top-layer="true" ref={region}>
      {children}
      {shown.map((toast) => (
        <ShownToast key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ShownToast({ toast: { id, text, tone, action } }: { readonly toast: Toast }) {
  const t = useTexts(uiTexts);
  return (
    <div className="toast" data-tone={tone}>
      <p>{text}</p>
      {action !== undefined && (
        <Button
          onPress={() => {
            toasts.dismiss(id);
            action.onPress();
          }}
        >
          {action.label}
        </Button>
      )}
      <Action label={t('dismiss')} icon="clear" iconOnly onPress={() => toasts.dismiss(id)} />
    </div>
  );
}

/** Dialogs end above the toasts, so that none lies over their buttons (`--toasts` in overlay.css). */
function useRoomForDialogs(region: { readonly current: HTMLDivElement | null }): void {
  useLayoutEffect(() => {
    const element = region.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      document.documentElement.style.setProperty('--toasts', `${element.offsetHeight}px`);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [region]);
}
