import { useEffect, useEffectEvent } from 'react';

import { preferences } from './preferences.js';

/** Where letters are typed; there no key is a shortcut (WCAG 2.1.4). */
const fields = 'input, textarea, select, [contenteditable], [role="textbox"]';
const overlays = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** How long after `g` the next key still belongs to it. */
const chordMs = 1_000;
let begun = -Infinity;
let pressed = '';

// Before any shortcut: the `s` of `g s` is not the `s` that suspends.
globalThis.addEventListener('keydown', (event: KeyboardEvent) => {
  const isSecond = performance.now() - begun < chordMs;
  pressed = isSecond ? `g ${namesOf(event)}` : namesOf(event);
  begun = pressed === 'g' && mayAct(event) ? performance.now() : -Infinity;
});

/**
 * `n`, `Delete`, `Control+k`, `g q`. Single keys act outside of fields and dialogs alone, and can be switched off. `false`: the
 * key was not for it, and somebody else may have it.
 */
export function useShortcut(keys: string, act: () => unknown): void {
  const acted = useEffectEvent(act);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || pressed !== keys || !mayAct(event)) return;
      if (acted() !== false) event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [keys]);
}

/** Shift is part of what a letter is, and said of other keys alone: `?`, `Control+Shift+F6`. */
function namesOf({ key, ctrlKey, altKey, metaKey, shiftKey }: KeyboardEvent): string {
  const isShifted = shiftKey && key.length > 1;
  const marks = [ctrlKey && 'Control', altKey && 'Alt', metaKey && 'Meta', isShifted && 'Shift'];
  return [...marks.filter((mark) => mark !== false), key].join('+');
}

function mayAct({ target, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  if (ctrlKey || altKey || metaKey) return true;
  if (!preferences.get().shortcuts || !(target instanceof Element)) return false;
  return target.closest(fields) === null && target.closest(overlays) === null;
}
