import type { Checked, Wrong } from '../../../api/index.js';

/** What a form is about, by parameter; fields that only choose what is shown have names of their own. */
export type FormValues = Readonly<Record<string, unknown>>;

/** A page of a wizard, or a tab of an edit dialog. */
export interface FormPage {
  readonly title: string;
  /** Parameters that it shows. */
  readonly fields: readonly string[];
  /** Rules that are told there, whatever parameter they name: `C1` is mended where the ranges are. */
  readonly rules?: readonly string[];
}

export interface FormState {
  /** As it was opened: what differs from it has changed. */
  readonly base: FormValues;
  readonly values: FormValues;
  /** Fields that somebody has left, or sent: what is wrong with the others is not told yet. */
  readonly told: ReadonlySet<string>;
  /** Index of the page that is shown. */
  readonly at: number;
  readonly checked: Checked;
}

export type FormEvent =
  | { readonly type: 'set'; readonly change: FormValues }
  | { readonly type: 'left'; readonly field: string }
  | { readonly type: 'checked'; readonly checked: Checked }
  /** Next, Finish or Save was pressed and something is wrong: all of these fields tell it. */
  | { readonly type: 'refused'; readonly fields: readonly string[]; readonly at: number }
  | { readonly type: 'went'; readonly at: number }
  /** Somebody else has changed the object: theirs is what it was opened with. */
  | { readonly type: 'rebased'; readonly base: FormValues; readonly values: FormValues };

export const nothingChecked: Checked = { wrongs: [], warnings: [], dangers: [] };

export function openedForm(base: FormValues, values: FormValues = base, at = 0): FormState {
  return { base, values, told: new Set(), at, checked: nothingChecked };
}

/** All that happens to a form. */
export function formReducer(state: FormState, event: FormEvent): FormState {
  switch (event.type) {
    case 'set':
      return { ...state, values: { ...state.values, ...event.change } };
    case 'left':
      return { ...state, told: new Set([...state.told, event.field]) };
    case 'checked':
      return { ...state, checked: event.checked };
    case 'refused':
      return { ...state, told: new Set([...state.told, ...event.fields]), at: event.at };
    case 'went':
      return { ...state, at: event.at };
    case 'rebased':
      return { ...state, base: event.base, values: event.values };
  }
}

/** Names of what has another value than it was opened with. */
export function changedFields({ base, values }: Pick<FormState, 'base' | 'values'>): readonly string[] {
  return Object.keys(values).filter((name) => !isSameValue(values[name], base[name]));
}

export function isSameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? '') === JSON.stringify(other ?? '');
}

/** Index of the page where something wrong is told and mended: the last one, where no page shows it. */
export function pageOf(
  { parameter = '', rule = '' }: Pick<Wrong, 'parameter' | 'rule'>,
  pages: readonly FormPage[],
): number {
  const byRule = pages.findIndex(({ rules = [] }) => rules.includes(rule));
  if (byRule !== -1) return byRule;
  const byField = pages.findIndex(({ fields }) => fields.includes(parameter));
  return byField === -1 ? pages.length - 1 : byField;
}

/** What keeps a wizard on a page: all that can be mended there or before. */
export function wrongsUpTo(
  at: number,
  wrongs: readonly Wrong[],
  pages: readonly FormPage[],
): readonly Wrong[] {
  return wrongs.filter((wrong) => pageOf(wrong, pages) <= at);
}

/** The field of a page at which a wrong is told; undefined: above them all. */
export function fieldOf({ parameter, rule }: Wrong, { fields, rules = [] }: FormPage): string | undefined {
  if (parameter !== undefined && fields.includes(parameter)) return parameter;
  return rule !== undefined && rules.includes(rule) ? fields.at(-1) : undefined;
}
