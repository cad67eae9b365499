import { useSyncExternalStore, type KeyboardEvent, type PointerEvent } from 'react';

import { useTexts } from '../../text/index.js';
import { uiTexts } from '../ui.text.js';

const key = 'mailyard-details-width';
const preset = 320;
const least = 240;
const most = 720;
const step = 16;

/** One width for the details of all lists, kept by this browser. */
class DetailsWidth {
  #now = read();
  readonly #watchers = new Set<() => void>();

  readonly get = (): number => this.#now;

  readonly watch = (changed: () => void): (() => void) => {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  };

  set(width: number): void {
    this.#now = Math.round(Math.min(most, Math.max(least, width)));
    localStorage.setItem(key, String(this.#now));
    for (const changed of this.#watchers) changed();
  }
}

function read(): number {
  const kept = Number(localStorage.getItem(key) ?? preset);
  return kept >= least && kept <= most ? kept : preset;
}

const detailsWidth = new DetailsWidth();

export function useDetailsWidth(): number {
  return useSyncExternalStore(detailsWidth.watch, detailsWidth.get);
}

/** The edge of the details: drawn by the pointer, moved by the arrow keys (WCAG 2.5.7), Enter puts it back. */
export function Resizer({ width }: { readonly width: number }) {
  const t = useTexts(uiTexts);
  return (
    // A separator that can be focused is a control (WAI-ARIA 1.2 §6.6 separator), for which HTML has no element.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="resizer"
      role="separator"
      aria-orientation="vertical"
      aria-label={t('detailsWidth')}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
      onPointerMove={draw}
      onKeyDown={move}
    />
  );
}

/** Towards the start it grows, whatever the direction of the writing. */
function growth(element: Element): 1 | -1 {
  return getComputedStyle(element).direction === 'rtl' ? 1 : -1;
}

function draw({ currentTarget, pointerId, clientX }: PointerEvent<HTMLDivElement>): void {
  if (!currentTarget.hasPointerCapture(pointerId)) return;
  const { left } = currentTarget.getBoundingClientRect();
  detailsWidth.set(detailsWidth.get() + growth(currentTarget) * (clientX - left));
}

function move(event: KeyboardEvent<HTMLDivElement>): void {
  const { key: pressed, currentTarget } = event;
  const by = { ArrowLeft: -step, ArrowRight: step }[pressed];
  if (by === undefined && pressed !== 'Enter') return;
  event.preventDefault();
  detailsWidth.set(by === undefined ? preset : detailsWidth.get() + growth(currentTarget) * by);
}
