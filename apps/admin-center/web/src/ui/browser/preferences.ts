import { useSyncExternalStore } from 'react';

import { languages, type Language } from '../../text/index.js';

export const themes = ['system', 'light', 'dark'] as const;
export const densities = ['compact', 'comfortable'] as const;

/** How a user wants the pages, kept by the browser; public/theme.js reads it before the first paint. */
export interface Preferences {
  readonly theme: (typeof themes)[number];
  readonly density: (typeof densities)[number];
  readonly language: Language;
  /** IANA name; undefined: that of the browser. */
  readonly timeZone: string | undefined;
  /** Whether single letters do something. */
  readonly shortcuts: boolean;
}

const key = 'mailyard';

class PreferenceStore {
  #now: Preferences = read();
  readonly #watchers = new Set<() => void>();

  readonly get = (): Preferences => this.#now;

  readonly watch = (changed: () => void): (() => void) => {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  };

  set(change: Partial<Preferences>): void {
    this.#now = { ...this.#now, ...change };
    localStorage.setItem(key, JSON.stringify(this.#now));
    show(this.#now);
    for (const changed of this.#watchers) changed();
  }
}

export const preferences = new PreferenceStore();

export function usePreferences(): Preferences {
  return useSyncExternalStore(preferences.watch, preferences.get);
}

function read(): Preferences {
  const kept = parsed(localStorage.getItem(key));
  const one = <Value extends string>(values: readonly Value[], value: unknown, preset: Value): Value =>
    values.find((each) => each === value) ?? preset;
  return {
    theme: one(themes, kept['theme'], 'system'),
    density: one(densities, kept['density'], 'compact'),
    language: one(languages, kept['language'], navigator.language.startsWith('de') ? 'de' : 'en'),
    timeZone: kept['timeZone'] === 'UTC' ? 'UTC' : undefined,
    shortcuts: kept['shortcuts'] !== false,
  };
}

/** Whatever is there may have been written by a version of ours that was, or will be. */
function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function show({ theme, density }: Preferences): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
  dataset['density'] = density;
}
