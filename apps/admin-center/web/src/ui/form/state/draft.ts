import type { FormValues } from './form-state.js';

/** What nobody shall find in the storage of a browser. */
const secret = /password|secret|credential/i;

const keyOf = (name: string): string => `mailyard-draft ${name}`;

/** What was typed into a form before the session ended, or the page was left by force: of the same user, without secrets. */
export function keptDraft(name: string): FormValues | undefined {
  const text = sessionStorage.getItem(keyOf(name));
  return text === null ? undefined : (JSON.parse(text) as FormValues);
}

export function keepDraft(name: string, values: FormValues): void {
  const open = Object.entries(values).filter(([field]) => !secret.test(field));
  sessionStorage.setItem(keyOf(name), JSON.stringify(Object.fromEntries(open)));
}

export function forgetDraft(name: string): void {
  sessionStorage.removeItem(keyOf(name));
}
