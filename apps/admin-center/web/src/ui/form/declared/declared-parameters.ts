import type { OutputOf } from '../../../api/index.js';
import type { FormPage } from '../state/form-state.js';
import { number, octets, optional, timeSpan, type Shown, type ShownParameters } from '../state/values.js';

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

const byType: Readonly<Partial<Record<DeclaredParameter['type'], Shown>>> = {
  integer: number,
  number,
  size: octets,
  timespan: timeSpan,
  string: optional,
};

/** How fields have what is declared. */
export function shownDeclared(parameters: readonly DeclaredParameter[]): ShownParameters {
  const known = parameters.filter((each) => isSaid(each) && !each.multiple);
  return Object.fromEntries(
    known.flatMap(({ name, type, default: usual }) => {
      const how = byType[type];
      if (how === undefined) return [];
      return [[name, usual === undefined ? clearable(how) : how] as const];
    }),
  );
}

/** What nothing need be said of is cleared by an empty field. */
function clearable({ toText, toValue }: Shown): Shown {
  return { toText, toValue: (text) => (text === '' ? null : toValue(text)) };
}
