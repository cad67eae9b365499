import {
  emptyLists,
  nameOf,
  objectAt,
  objectKinds,
  objectSchemas,
  type ObjectKind,
  type OrganizationObjects,
} from '../objects/organization-objects.js';
import { fixedParameterProblems } from './fixed-parameters.js';
import { organizationProblems } from './organization-rules.js';
import { formatProblem, OrganizationError, problemsOf, type Problem } from './problem.js';

/** Objects to write, by kind; whole objects, which replace those with the same Guid. */
export type ObjectsToPut = Partial<OrganizationObjects>;

export interface ObjectId {
  readonly kind: ObjectKind;
  readonly Guid: string;
}

export interface DirectoryChange {
  readonly put?: ObjectsToPut;
  readonly remove?: readonly ObjectId[];
}

export const fieldOf = ({ kind, Guid }: ObjectId): string => `${kind}/${Guid}`;

/** The whole organization after a change, valid in itself; throws OrganizationError otherwise. */
export function changedObjects(
  current: OrganizationObjects,
  { put = {}, remove = [] }: DirectoryChange,
): OrganizationObjects {
  const problems: Problem[] = [];
  const lists = emptyLists();
  const removed = new Set(remove.map(fieldOf));
  for (const kind of objectKinds) {
    const written = (put[kind] ?? []).flatMap((input, index) => {
      const result = objectSchemas[kind].safeParse(input);
      if (result.success) return [result.data];
      problems.push(...problemsOf(result.error, input, [kind, index]));
      return [];
    });
    const replaced = new Set(written.map((object) => object.Guid));
    const kept = current[kind].filter(
      ({ Guid }) => !replaced.has(Guid) && !removed.has(fieldOf({ kind, Guid })),
    );
    lists[kind] = [...kept, ...written];
  }
  const objects = lists as unknown as OrganizationObjects;
  if (problems.length === 0) {
    problems.push(...organizationProblems(objects), ...fixedParameterProblems(current, objects));
  }
  if (problems.length > 0) {
    throw new OrganizationError(
      problems,
      problems.map((problem) => nameObject(problem, objects)),
    );
  }
  return objects;
}

/** `Mailboxes[alice].PrimarySmtpAddress: …`: the places of a live organization's objects mean nothing to a reader. */
function nameObject(problem: Problem, objects: OrganizationObjects): string {
  const [kind, , ...rest] = problem.path;
  const object = objectAt(objects, problem.path);
  if (object === undefined) return formatProblem(problem);
  const inner = formatProblem({ path: rest, reason: problem.reason });
  return `${String(kind)}[${nameOf(object)}]${rest.length > 0 ? '.' : ': '}${inner}`;
}
