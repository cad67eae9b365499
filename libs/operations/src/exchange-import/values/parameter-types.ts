import { kinds, type ObjectKind } from '@mailyard/directory';
import { z } from 'zod';

/** What the values of a parameter can be. */
export interface ParameterType {
  readonly isList: boolean;
  readonly types: ReadonlySet<string>;
}

interface Json {
  readonly type?: string;
  readonly unit?: string;
  readonly anyOf?: readonly Json[];
  readonly items?: Json;
}

type ParameterTypes = ReadonlyMap<string, ParameterType>;

const known = new Map<ObjectKind, ParameterTypes>();

/** By the names in small letters; people write them in any case. */
export function parameterTypes(
  kind: ObjectKind,
): ReadonlyMap<string, ParameterType & { readonly name: string }> {
  const found = known.get(kind) ?? readTypes(kind);
  known.set(kind, found);
  return new Map([...found].map(([name, type]) => [name.toLowerCase(), { ...type, name }]));
}

function readTypes(kind: ObjectKind): ParameterTypes {
  const { schema, parameters, text, secret } = kinds[kind];
  const json = z.toJSONSchema(text.parameters ?? parameters ?? schema, {
    io: 'output',
    unrepresentable: 'any',
  });
  const withheld = new Set(['Guid', ...(secret?.parameters ?? []), ...Object.keys(text.textOnly ?? {})]);
  const said = Object.entries((json.properties ?? {}) as Readonly<Record<string, Json>>);
  return new Map(
    said
      .filter(([name]) => !withheld.has(name))
      .map(([name, parameter]) => [
        name,
        { isList: typesIn(parameter).has('array'), types: typesIn(parameter) },
      ]),
  );
}

function typesIn({ type, anyOf = [], items }: Json): ReadonlySet<string> {
  const inner = [...anyOf, ...(items === undefined ? [] : [items])].flatMap((each) => [...typesIn(each)]);
  return new Set([...(type === undefined ? [] : [type]), ...inner]);
}
