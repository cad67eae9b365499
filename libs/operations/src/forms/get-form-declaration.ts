import { kinds, objectKinds, type ObjectKind } from '@mailyard/directory';
import { z } from 'zod';

import { objectOperations, type ObjectOperations } from '../objects/object-operations.js';
import { operation } from '../operation.js';
import { ownAccount } from '../rights/right.js';
import { formParameter, formParameters, tabOf } from './form-parameter.js';

const form = z
  .object({
    kind: z.enum(objectKinds),
    noun: z.string(),
    single: z.boolean().describe('There is one object of the kind.'),
    operations: z
      .object({ get: z.string(), new: z.string(), set: z.string(), remove: z.string() })
      .partial()
      .readonly()
      .describe('By name; who may order them is told by the session.'),
    tabs: z.array(z.string()).readonly().describe('In the order of the dialog.'),
    parameters: z.array(formParameter).readonly().describe('In their order on the tabs.'),
    usages: z
      .array(
        z
          .object({
            name: z.string(),
            help: z.string(),
            parameters: z.record(z.string(), z.unknown()).readonly().describe('What the type sets.'),
            asks: z.array(z.string()).readonly().describe('What has to be said besides.'),
            suggested: z
              .record(z.string(), z.unknown())
              .readonly()
              .optional()
              .describe('With what a wizard begins.'),
            settled: z.array(z.string()).readonly().optional().describe('Of these what waits for an edit.'),
          })
          .readonly(),
      )
      .readonly()
      .optional()
      .describe('Usage types, and what each one presets.'),
  })
  .readonly();

export const getFormDeclaration = operation({
  name: 'Get-FormDeclaration',
  summary: 'Tells of each kind of objects what its forms have to know: fields, labels, ranges, presets.',
  input: z.object({ kind: z.enum(objectKinds).optional().describe('Of that one alone.') }),
  output: z.array(form).readonly(),
  right: ownAccount,
  audit: false,
  run: ({ kind }) => Promise.resolve((kind === undefined ? objectKinds : [kind]).map(formOf)),
});

function formOf(kind: ObjectKind): z.output<typeof form> {
  const { noun, identity, form: declared } = kinds[kind];
  const { Get, New, Set: change, Remove }: ObjectOperations = objectOperations[kind];
  const parameters = formParameters(kind);
  const tabs = (declared?.tabs ?? [{ name: 'General' }]).map(({ name }) => name);
  const places = new Map(placesOf(kind).map((name, at) => [name, at]));
  const placeOf = (name: string): number => places.get(name) ?? places.size;
  return {
    kind,
    noun,
    single: identity === undefined,
    operations: {
      ...(Get && { get: Get.name }),
      ...(New && { new: New.name }),
      ...(change && { set: change.name }),
      ...(Remove && { remove: Remove.name }),
    },
    tabs: tabs.filter((name) => parameters.some(({ tab }) => tab === name)),
    parameters: parameters.toSorted(
      (one, other) =>
        tabs.indexOf(tabOf(kind, one.name)) - tabs.indexOf(tabOf(kind, other.name)) ||
        placeOf(one.name) - placeOf(other.name),
    ),
    ...(declared?.usages !== undefined && { usages: declared.usages }),
  };
}

/** Those that a tab names come in its order, before the others. */
function placesOf(kind: ObjectKind): readonly string[] {
  const { tabs = [] } = kinds[kind].form ?? {};
  return tabs.flatMap(({ parameters }) => parameters.filter((each) => typeof each === 'string'));
}
