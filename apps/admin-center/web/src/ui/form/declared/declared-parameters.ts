import type { OutputOf } from '../../../api/index.js';
import type { FormPage } from '../state/form-state.js';
import { number, optional, timeSpan, type Shown, type ShownParameters } from '../state/values.js';

/** A parameter as its kind declares it: label, help, type, range, tab. */
export type DeclaredParameter = OutputOf<'Get-FormDeclaration'>[number]['parameters'][number];

/** A page that has a tab of the declaration, beside what is drawn for it here. */
export interface DeclaredPage extends FormPage {
  /** As the declaration calls the tab. */
  readonly declared?: string;
}

/** What of a kind no page draws itself, by page: a parameter that is new stands on its tab without a line here. */
export function undrawn<Page extends DeclaredPage>(
  pages: readonly Page[],
  parameters: readonly DeclaredParameter[],
): ReadonlyMap<Page, readonly DeclaredParameter[]> {
  const drawn = new Set(pages.flatMap(({ fields }) => fields));
  const last = pages.findLast(({ declared }) => declared !== undefined);
  const placed = parameters
    .filter(({ name }) => !drawn.has(name))
    .flatMap((parameter) => {
      const page = pages.find(({ declared }) => declared === parameter.tab) ?? last;
      return page === undefined ? [] : [{ page, parameter }];
    });
  const byPage = Map.groupBy(placed, ({ page }) => page);
  return new Map([...byPage].map(([page, all]) => [page, all.map(({ parameter }) => parameter)]));
}

/** Whether a field can say it; the others are shown as they are. */
export function isSaid({ fixed, inert, type }: DeclaredParameter): boolean {
  return fixed === undefined && !inert && type !== 'object' && type !== 'credential';
}

const units = [
  ['GB', 1024 ** 3],
  ['MB', 1024 ** 2],
  ['KB', 1024],
  ['B', 1],
] as const;

/** Octets in the largest unit of which they are a whole number: `36MB`. */
const size: Shown = {
  toText(value) {
    if (typeof value !== 'number' || value === 0) return String((value ?? '') as string | number);
    const [unit, octets] = units.find((each) => value % each[1] === 0) ?? ['B', 1];
    return `${value / octets}${unit}`;
  },
  toValue: (text) => String(text as string).trim(),
};

const byType: Readonly<Partial<Record<DeclaredParameter['type'], Shown>>> = {
  integer: number,
  number,
  size,
  timespan: timeSpan,
  string: optional,
};

/** How fields have what is declared. */
export function shownDeclared(parameters: readonly DeclaredParameter[]): ShownParameters {
  const known = parameters.filter((each) => isSaid(each) && !each.multiple);
  return Object.fromEntries(
    known.flatMap(({ name, type }) => {
      const how = byType[type];
      return how === undefined ? [] : [[name, how] as const];
    }),
  );
}
