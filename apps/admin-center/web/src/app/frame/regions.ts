import { useShortcut } from '../../ui/index.js';

/** Pane, tabs, toolbar, list (or whatever the page is), details: in the order in which they are gone through, as in EAC. */
const regions = '.pane, .tabs, #page .toolbar, #page .query-row, .grid-frame, .details';
const focusable =
  '[aria-current], [role=row][tabindex="0"], a[href], button:not(:disabled), input, select, [tabindex="0"]';
const dialogs = '[role=dialog], [role=alertdialog]';

/** Ctrl+F6 goes to the next region of the page, Ctrl+Shift+F6 to the one before. */
export function useRegionKeys(): void {
  useShortcut('Control+F6', () => go(1));
  useShortcut('Control+Shift+F6', () => go(-1));
}

function go(by: 1 | -1): boolean {
  if (document.querySelector(dialogs) !== null) return false;
  const shown = [...document.querySelectorAll<HTMLElement>(regions)].filter(
    (region) => region.offsetParent !== null && targetIn(region) !== undefined,
  );
  const at = shown.findIndex((region) => region.contains(document.activeElement));
  const start = at === -1 && by === -1 ? 0 : at;
  const next = shown[(start + by + shown.length) % shown.length];
  if (next === undefined) return false;
  targetIn(next)?.focus();
  return true;
}

/** Where one is in a region, else the first that takes the focus. */
function targetIn(region: HTMLElement): HTMLElement | undefined {
  const all = [...region.querySelectorAll<HTMLElement>(focusable)].filter(
    (element) => element.offsetParent !== null,
  );
  const isHere = (element: HTMLElement): boolean =>
    element.hasAttribute('aria-current') || element.matches('[role=row][tabindex="0"]');
  return all.find(isHere) ?? all[0];
}
