import { Document, isScalar, Scalar, visit } from 'yaml';

import { kinds, objectKinds, type ObjectKind, type OrganizationObjects } from '../../kinds/index.js';
import type { Written } from '../../kinds/text-form.js';
import { indexedObjects } from '../../snapshot/objects-draft.js';
import { sectionOfChanges } from './changes-text.js';
import { openParameters, optionalParameters, writtenValue } from './parameter-text.js';

const introduction = ` The organization at revision REVISION, to be changed and applied: organization -- plan FILE, organization -- apply FILE.
 Sections, objects and parameters that the file does not have stay as they are; null takes a parameter back to its default.
 What is taken out goes with apply FILE --prune. Logins are here without passwords, which stay as they are.`;

export interface TextOptions {
  /** Leaves out what a new organization and new objects have by themselves. */
  readonly changesOnly?: boolean;
}

/** The text of which an organization is made again, without Guids and secrets. */
export function organizationToText(
  revision: number,
  objects: OrganizationObjects,
  { changesOnly = false }: TextOptions = {},
): string {
  const index = indexedObjects(objects);
  const sections = objectKinds.flatMap((kind) => {
    const section = changesOnly ? sectionOfChanges(kind, objects, index) : wholeSection(kind, objects);
    const list = section.map(valuesOf(kind));
    if (changesOnly && list.length === 0) return [];
    return [[kind, kinds[kind].identity === undefined ? list[0] : list] as const];
  });
  const document = new Document(Object.fromEntries(sections), {
    // Older YAML takes 00:10:00 for a number of seconds: quoted, it is text for every tool.
    compat: 'yaml-1.1',
  });
  document.commentBefore = introduction.replace('REVISION', String(revision));
  visit(document, {
    // Some readers stumble over the colons of IPv6 addresses.
    Scalar: (_, scalar) => {
      if (String(scalar.value).includes(':')) scalar.type = Scalar.QUOTE_SINGLE;
    },
    // A list of plain values is read more easily in one line.
    Seq: (_, list) => {
      list.flow = list.items.every((item) => isScalar(item));
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, singleQuote: true });
}

/** Every parameter of every object; `null` where one is not set, so that the text takes back what is set later. */
function wholeSection(kind: ObjectKind, objects: OrganizationObjects): readonly Written[] {
  const { fixed = [], text } = kinds[kind];
  const once = fixed.map(({ parameter }) => parameter);
  const unset = optionalParameters(kind).filter((name) => !once.includes(name));
  const nothing = Object.fromEntries(unset.map((name) => [name, null]));
  return objects[kind].map((object) => ({ ...nothing, ...openParameters(kind, object), ...text.textOnly }));
}

function valuesOf(kind: ObjectKind): (object: Written) => Written {
  return (object) =>
    Object.fromEntries(
      Object.entries(object)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, writtenValue(kind, name, value)]),
    );
}
