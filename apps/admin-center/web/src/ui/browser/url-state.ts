import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** What stands behind the question mark: short texts. */
export type UrlState = Readonly<Record<string, string>>;

/**
 * State of a page that is in its address, so that a link brings it back: search, sort, selection, an open dialog. A value
 * that is its preset is left out. Changes replace the address, but for those that `push` makes a step of the history.
 */
export function useUrlState<const State extends UrlState>(
  presets: State,
): readonly [
  { readonly [Name in keyof State]: string },
  (change: Partial<Record<keyof State, string>>, push?: boolean) => void,
] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const values = Object.fromEntries(
    Object.entries(presets).map(([name, preset]) => [name, textOf(search[name]) ?? preset]),
  ) as { [Name in keyof State]: string };
  const set = useCallback(
    (change: Partial<Record<keyof State, string>>, push = false) =>
      void navigate({
        to: '.',
        replace: !push,
        search: ((now: UrlState) => without({ ...now, ...change } as UrlState, presets)) as never,
      }),
    // Presets are written out where the hook is called.
    // oxlint-disable-next-line react/exhaustive-deps
    [navigate],
  );
  return [values, set];
}

/** The dialog that is open, by its name in the address: a link leads to it. Undefined: none. */
export function useUrlDialog<const Name extends string>(
  names: readonly Name[],
): readonly [Name | undefined, (name: Name | undefined) => void] {
  const [{ dialog }, set] = useUrlState({ dialog: '' });
  return [names.find((name) => name === dialog), (name) => set({ dialog: name ?? '' })];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function without(values: UrlState, presets: UrlState): UrlState {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== (presets[name] ?? '')),
  );
}
