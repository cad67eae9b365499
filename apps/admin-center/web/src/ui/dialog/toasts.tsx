import { useSyncExternalStore, type ReactNode } from 'react';

import { useTexts } from '../../text/index.js';
import { Action, Button } from '../control/button.js';
import { uiTexts } from '../ui.text.js';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'good' | 'bad';
  /** One click that takes it back, or leads to it. */
  readonly action?: ToastAction | undefined;
}

export interface ToastAction {
  readonly label: string;
  readonly onPress: () => void;
}

/** Good news goes by itself; what is bad stays until somebody has read it. */
const shownMs = 6_000;

class ToastStore {
  #toasts: readonly Toast[] = [];
  #next = 1;
  readonly #watchers = new Set<() => void>();

  readonly get = (): readonly Toast[] => this.#toasts;
  readonly watch = (changed: () => void): (() => void) => {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  };

  show(text: string, tone: Toast['tone'] = 'good', action?: ToastAction): void {
    const toast = { id: this.#next, text, tone, action };
    this.#next += 1;
    this.#set([...this.#toasts.slice(-3), toast]);
    if (tone === 'good') setTimeout(() => this.dismiss(toast.id), shownMs);
  }

  dismiss(id: number): void {
    this.#set(this.#toasts.filter((toast) => toast.id !== id));
  }

  #set(toasts: readonly Toast[]): void {
    this.#toasts = toasts;
    for (const changed of this.#watchers) changed();
  }
}

/** Tells what has become of an order, at the edge of the page: `toasts.show(…)`. */
export const toasts = new ToastStore();

/** A live region that is always there, so that screen readers know it before something comes. */
export function Toasts({ children }: { readonly children?: ReactNode }) {
  const t = useTexts(uiTexts);
  const shown = useSyncExternalStore(toasts.watch, toasts.get);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {children}
      {shown.map(({ id, text, tone, action }) => (
        <div key={id} className="toast" data-tone={tone}>
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
      ))}
    </div>
  );
}
