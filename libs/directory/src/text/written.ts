/** An object as an administrator wrote it, before its schema judges it. */
export type Written = Readonly<Record<string, unknown>>;

export function without(object: object, name: string): Written {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}
