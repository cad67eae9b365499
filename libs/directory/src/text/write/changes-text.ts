import { isDeepStrictEqual } from 'node:util';

import { identityKey, kinds, type ObjectKind, type OrganizationObjects } from '../../kinds/index.js';
import type { Lookup } from '../../kinds/lookup.js';
import type { Written } from '../../kinds/text-form.js';
import { parameter } from '../../rules/organization-difference.js';
import { openParameters } from './parameter-text.js';

/** The objects of a kind with what a new one of the name would not have by itself; those that are made so are left out. */
export function sectionOfChanges(
  kind: ObjectKind,
  objects: OrganizationObjects,
  lookup: Lookup,
): readonly Written[] {
  const { identity, builtIn = [], text } = kinds[kind];
  const named: readonly string[] = identity?.parameters ?? [];
  return objects[kind].flatMap((object) => {
    const template = builtIn.find((each) => identityKey(kind, each) === identityKey(kind, object));
    const { defaults, isMade, textOnly } = {
      defaults: template,
      isMade: template !== undefined,
      ...text.changes?.(object, lookup),
    };
    const changes = changesOf(kind, object, defaults);
    const isAsMade = isMade && Object.keys(changes).every((name) => named.includes(name));
    return isAsMade ? [] : [{ ...changes, ...textOnly }];
  });
}

/** The parameters that would be others if they were not said; those that say which object it is are always there. */
function changesOf(kind: ObjectKind, object: object, defaults: Written = {}): Written {
  const said = Object.entries(openParameters(kind, object)).filter(([name, value]) => {
    if (kinds[kind].identity?.parameters.includes(name) === true) return true;
    const { data } = kinds[kind].schema.safeParse({ ...object, [name]: defaults[name] });
    return data === undefined || !isDeepStrictEqual(parameter(data, name), value);
  });
  return Object.fromEntries(said);
}
