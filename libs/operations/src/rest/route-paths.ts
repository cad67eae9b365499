import { z } from 'zod';

import { rightsFor } from '../operation.js';
import { jsonSchemaOf } from './offered-operations.js';
import { routes, type Route } from './routes.js';

type Json = Readonly<Record<string, unknown>>;

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
}

/** The routes in OpenAPI. */
export function routePaths(): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = routePath(route);
  return paths;
}

function routePath({ method, path, operation, query, made }: Route): Json {
  const { summary, output, name } = operation;
  const said = inputSchema(query ?? operation.input);
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, field = '']) => field);
  const others = Object.entries(said.properties ?? {}).filter(([field]) => !inPath.includes(field));
  const isNeeded = (field: string): boolean => said.required?.includes(field) === true;
  const parameters = [
    ...inPath.map((field) => ({
      name: field,
      in: 'path',
      required: true,
      schema: said.properties?.[field] ?? {},
    })),
    ...(method === 'get'
      ? others.map(([field, schema]) => ({ name: field, in: 'query', required: isNeeded(field), schema }))
      : []),
  ];
  const body = {
    type: 'object',
    properties: Object.fromEntries(others),
    required: others.map(([field]) => field).filter(isNeeded),
  };
  return {
    tags: ['operations'],
    summary,
    description: `As ${name}; needs the right ${rightsFor(operation).join(' or ')}.`,
    parameters,
    ...(method === 'post' && { requestBody: { content: { 'application/json': { schema: body } } } }),
    responses: {
      [made === undefined ? '200' : '201']: {
        description: 'What came of it.',
        content: { 'application/json': { schema: { ...jsonSchemaOf(output), $schema: undefined } } },
      },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

function inputSchema(schema: z.ZodType): ObjectSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as ObjectSchema;
}
