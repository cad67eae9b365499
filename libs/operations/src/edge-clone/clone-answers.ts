import { kinds, parseOrganizationText, type ObjectKind } from '@mailyard/directory';
import { nameKey } from '@mailyard/schema';

import { OperationInputError } from '../operation.js';
import type { Sections } from './adapted-configuration.js';
import type { AskedValue } from './asked-values.js';

type Written = Readonly<Record<string, unknown>>;

const unanswered = '?';

/** The file that an administrator fills in: a text like organization.yaml. */
export function answerFile(asked: readonly AskedValue[], from: string, to: string): string {
  const lines = asked.flatMap(({ kind, named: [naming, name], parameter, before }, index) => {
    const last = asked[index - 1];
    const isNewKind = last?.kind !== kind;
    const isNewObject = isNewKind || last.named[1] !== name;
    return [
      ...(isNewKind ? [`${kind}:`] : []),
      ...(isNewObject ? [`  - ${naming}: ${quoted(name)}`] : []),
      `    ${parameter}: ${quoted(unanswered)} # ${from}: ${JSON.stringify(before)}`,
    ];
  });
  const head = [
    `# What differs from ${from} at ${to}: a value for each question mark, or nothing after the colon for the default.`,
    `# More parameters of the same objects may be said; they take the place of those of ${from}.`,
  ];
  return `${[...head, ...lines].join('\n')}\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Throws OperationInputError, or OrganizationError with the line, for what is no answer file. */
export function readAnswers(base64: string): Sections {
  const text = Buffer.from(base64, 'base64').toString();
  // Of comments alone: nothing was asked.
  if (text.replaceAll(/^\s*(?:#.*)?$/gm, '').trim() === '') return {};
  return parseOrganizationText(text, 'CloneConfigAnswer').content as Sections;
}

/** The sections with the answers in them. Throws OperationInputError where one is missing, or is about nothing. */
export function answered(sections: Sections, answers: Sections, asked: readonly AskedValue[]): Sections {
  const missing = asked.filter((each) => isMissing(each, answers)).map(titleOf);
  if (missing.length > 0) {
    throw new OperationInputError(
      `CloneConfigAnswer has to say ${missing.join(', ')}: New-EdgeConfigAnswer writes a file to be filled in`,
    );
  }
  requireKnown(sections, answers);
  return Object.fromEntries(
    Object.entries(sections).map(([kind, objects]) => [
      kind,
      objects.map((object): Written => ({ ...object, ...sameNamed(kind, object, answers) })),
    ]),
  );
}

function isMissing({ kind, named: [naming, name], parameter }: AskedValue, answers: Sections): boolean {
  const answer = sameNamed(kind, { [naming]: name }, answers);
  return answer === undefined || !Object.hasOwn(answer, parameter) || answer[parameter] === unanswered;
}

function requireKnown(sections: Sections, answers: Sections): void {
  for (const [kind, objects] of Object.entries(answers)) {
    for (const object of objects) {
      if (sameNamed(kind, object, sections) !== undefined) continue;
      throw new OperationInputError(
        `CloneConfigAnswer speaks of ${kind}[${keyOf(kind, object)}], which is not in CloneConfigData`,
      );
    }
  }
}

function sameNamed(kind: string, object: Written, sections: Sections): Written | undefined {
  const key = keyOf(kind, object);
  return sections[kind]?.find((each) => keyOf(kind, each) === key);
}

/** Of settings, of which there is one object, an empty text. */
function keyOf(kind: string, object: Written): string {
  const naming = kinds[kind as ObjectKind].identity?.parameters.at(-1);
  return naming === undefined ? '' : nameKey(String(object[naming]));
}

function titleOf({ kind, named: [, name], parameter }: AskedValue): string {
  return `${kind}[${name}].${parameter}`;
}
