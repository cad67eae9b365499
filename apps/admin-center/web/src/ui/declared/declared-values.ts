import type { OutputOf } from '../../api/index.js';
import {
  number,
  octets,
  optional,
  timeSpan,
  type Shown,
  type ShownParameters,
} from '../form/state/values.js';

/** What the server says that a form has to know of a parameter. */
export type DeclaredParameter = OutputOf<'Get-FormDeclaration'>[number]['parameters'][number];

const byType: Readonly<Partial<Record<DeclaredParameter['type'], Shown>>> = {
  integer: number,
  number,
  size: octets,
  timespan: timeSpan,
  string: optional,
};

/** How each stands in its field; what can be cleared is cleared by an empty one. */
export function declaredShown(parameters: readonly DeclaredParameter[]): ShownParameters {
  return Object.fromEntries(
    parameters.flatMap((parameter) => {
      const shown = byType[parameter.type];
      if (shown === undefined || parameter.multiple) return [];
      return [[parameter.name, parameter.default === undefined ? cleared(shown) : shown]] as const;
    }),
  );
}

function cleared({ toText, toValue }: Shown): Shown {
  return { toText, toValue: (text) => (text === '' ? null : toValue(text)) };
}

/** What tabs do not name, so that it is in none. */
export function unnamed(
  parameters: readonly DeclaredParameter[],
  named: ReadonlySet<string>,
): readonly DeclaredParameter[] {
  return parameters.filter(({ name, inert, fixed }) => !inert && fixed === undefined && !named.has(name));
}
