export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'good' | 'bad';
  /** When it came, in milliseconds since the epoch. */
  readonly at: number;
  /** One click that takes it back, or leads to it. */
  readonly action?: ToastAction | undefined;
}

export interface ToastAction {
  readonly label: string;
  readonly onPress: () => void;
}

export interface ToastsNow {
  /** The newest last. */
  readonly shown: readonly Toast[];
  /** Gave way to newer ones before anybody had dismissed them, the newest first: the bell has them. */
  readonly earlier: readonly Toast[];
}

/** Good news goes by itself; what is bad stays until somebody has read it. */
const shownMs = 6_000;
const shownMax = 3;
const earlierMax = 20;

export class ToastStore {
  #now: ToastsNow = { shown: [], earlier: [] };
  #next = 1;
  readonly #watchers = new Set<() => void>();

  readonly get = (): ToastsNow => this.#now;
  readonly watch = (changed: () => void): (() => void) => {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  };

  show(text: string, tone: Toast['tone'] = 'good', action?: ToastAction): void {
    const toast = { id: this.#next, text, tone, at: Date.now(), action };
    this.#next += 1;
    const all = [...this.#now.shown, toast];
    const outdone = all.slice(0, -shownMax).toReversed();
    const earlier = [...outdone, ...this.#now.earlier].slice(0, earlierMax);
    this.#set({ shown: all.slice(-shownMax), earlier });
    if (tone === 'good') setTimeout(() => this.dismiss(toast.id), shownMs);
  }

  dismiss(id: number): void {
    const { shown, earlier } = this.#now;
    this.#set({ shown: shown.filter((toast) => toast.id !== id), earlier });
  }

  /** Somebody has read them. */
  forgetEarlier(): void {
    this.#set({ ...this.#now, earlier: [] });
  }

  #set(now: ToastsNow): void {
    this.#now = now;
    for (const changed of this.#watchers) changed();
  }
}
