import { useState } from 'react';

import { objectsChanged, Problem, type Checked } from '../../../api/index.js';
import type { Form } from './use-form.js';
import type { FormValues } from './form-state.js';

export interface Saved {
  readonly object: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
}

export interface SavingOptions {
  readonly form: Form;
  /** `force`: the dangers that were told are meant. */
  readonly save: (values: FormValues, force: boolean) => Promise<Saved>;
  readonly onSaved: (saved: Saved) => void;
  /** Somebody else has changed the object since it was opened. */
  readonly onConflict?: (problem: Problem) => void;
}

export interface Saving {
  readonly start: (force?: boolean) => Promise<void>;
  readonly isPending: boolean;
  readonly error: unknown;
  /** What has to be typed before it is saved. */
  readonly dangers: readonly string[];
  readonly dismiss: () => void;
  /** What was asked beforehand could not be answered. */
  readonly failed: (reason: unknown) => void;
}

/** Saving a form: what is dangerous asks first, what is in conflict is told, and nothing typed is lost. */
export function useSaving({ form, save, onSaved, onConflict }: SavingOptions): Saving {
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<unknown>();
  const [dangers, setDangers] = useState<Checked['dangers']>([]);
  const failed = (reason: unknown): void => {
    if (!(reason instanceof Problem)) return setError(reason);
    if (reason.is('confirmation-required')) return setDangers([reason.message]);
    if (reason.is('conflict') && onConflict !== undefined) return onConflict(reason);
    setError(reason);
  };
  return {
    isPending,
    error,
    dangers,
    failed,
    dismiss: () => setDangers([]),
    async start(force = false) {
      setIsPending(true);
      setError(undefined);
      try {
        const saved = await save(form.values, force);
        form.forget();
        await objectsChanged();
        onSaved(saved);
      } catch (reason) {
        failed(reason);
      } finally {
        setIsPending(false);
      }
    },
  };
}
