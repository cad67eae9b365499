type Values = Readonly<Record<string, unknown>>;

/** Names are at most so long. */
const nameMax = 64;

/** `Kate B. Wood`, as the three fields say it: initials have their dot. */
export function fullName({ FirstName, Initials, LastName }: Values): string {
  const initials = text(Initials).trim();
  const dotted = /[^.]$/.test(initials) ? `${initials}.` : initials;
  return [FirstName, dotted, LastName]
    .map((part) => text(part).trim())
    .filter((part) => part !== '')
    .join(' ');
}

/** What follows from a change of a name for the fields that were not typed into: they still have what followed before. */
export function withNames(before: Values, change: Values): Values {
  const [was, is] = [fullName(before), fullName({ ...before, ...change })];
  return {
    ...change,
    ...(before['DisplayName'] === was && { DisplayName: is }),
    ...(before['Name'] === was.slice(0, nameMax) && { Name: is.slice(0, nameMax) }),
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
