import {
  kinds,
  listsOf,
  textKinds,
  type DirectoryObject,
  type ObjectKind,
  type OrganizationObjects,
} from '../../kinds/index.js';
import { sourceOf } from '../../kinds/recipients/recipient.js';
import type { Written } from '../../kinds/text-form.js';
import { indexedObjects } from '../../snapshot/objects-draft.js';
import { sectionOfChanges } from './changes-text.js';
import { openParameters, writtenValue } from './parameter-text.js';
import { yaml } from '../yaml.js';

const introduction = ` The organization at revision REVISION, to be changed and applied: organization -- plan FILE, organization -- apply FILE.
 Sections and objects that the file does not have stay as they are, unless apply FILE --prune takes them away. Logins are here
 without passwords, which stay as they are.`;
/** Of a text that has every parameter. */
const aboutParameters = `
 Because of Complete a parameter that an object of the file does not have goes back to its default; without that line it stays.`;
/** Of a text that has some. */
const aboutChanges = `
 So do parameters that an object of the file does not have; null takes a parameter back to its default.`;

export interface TextOptions {
  /** Leaves out what a new organization and new objects have by themselves. */
  readonly changesOnly?: boolean;
}

/** The text of which an organization is made again, without Guids and secrets, and without what directory sources bring. */
export function organizationToText(
  revision: number,
  all: OrganizationObjects,
  { changesOnly = false }: TextOptions = {},
): string {
  const { Document, isScalar, Scalar, visit } = yaml();
  const document = new Document(organizationSections(all, { changesOnly }), {
    // Older YAML takes 00:10:00 for a number of seconds: quoted, it is text for every tool.
    compat: 'yaml-1.1',
  });
  const about = changesOnly ? aboutChanges : aboutParameters;
  document.commentBefore = `${introduction.replace('REVISION', String(revision))}${about}`;
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

/** What stands in the text, section by section. */
export function organizationSections(
  all: OrganizationObjects,
  { changesOnly = false }: TextOptions = {},
): Readonly<Record<string, unknown>> {
  const index = indexedObjects(all);
  // What comes from a directory source is kept there.
  const objects = listsOf((kind) => {
    const list: readonly DirectoryObject[] = all[kind];
    return list.filter((object) => sourceOf(object) === undefined);
  });
  const sections = textKinds.flatMap((kind) => {
    const section = changesOnly ? sectionOfChanges(kind, objects, index) : wholeSection(kind, objects);
    const list = section.map(valuesOf(kind));
    if (changesOnly && list.length === 0) return [];
    return [[kind, kinds[kind].identity === undefined ? list[0] : list] as const];
  });
  return Object.fromEntries([...(changesOnly ? [] : [['Complete', true] as const]), ...sections]);
}

/** Every parameter of every object that is set. */
function wholeSection(kind: ObjectKind, objects: OrganizationObjects): readonly Written[] {
  const { text } = kinds[kind];
  return objects[kind].map((object) => ({ ...openParameters(kind, object), ...text.textOnly }));
}

function valuesOf(kind: ObjectKind): (object: Written) => Written {
  return (object) =>
    Object.fromEntries(
      Object.entries(object)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, writtenValue(kind, name, value)]),
    );
}
