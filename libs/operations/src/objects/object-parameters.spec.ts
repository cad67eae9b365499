import { kinds, objectKinds } from '@mailyard/directory';
import { z } from 'zod';

import { neededParameters, parameterNames, parameterSchemas } from './object-parameters.js';

it.each(objectKinds)('%s: names and needs are those of its JSON Schema', (kind) => {
  expect(parameterNames(kind)).toEqual(Object.keys(parameterSchemas(kind)));
  const { schema, parameters, text } = kinds[kind];
  const said = text.parameters ?? parameters ?? schema;
  const { required = [] } = z.toJSONSchema(said, { io: 'input', unrepresentable: 'any' });
  for (const name of neededParameters(kind)) expect(required).toContain(name);
});
