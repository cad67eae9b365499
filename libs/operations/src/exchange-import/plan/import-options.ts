type Names = Readonly<Record<string, string>>;

/** What an export cannot know: what its names are called here. */
export interface ImportMapping {
  /** Their servers → ours, in any case of the letters. */
  readonly servers: Names;
  /** Local addresses of their bindings → ours. */
  readonly addresses: Names;
  /** Their users, groups and SIDs → principals here. */
  readonly principals: Names;
  /** Send connectors → the environment variable that has the password. */
  readonly passwordVariables: Names;
  /** Send connectors → who signs in, where the export does not say it. */
  readonly userNames: Names;
  /** Identities that are left out, such as `EX01\Relay`. */
  readonly leaveOut: readonly string[];
}

/** By the name in any case of its letters. */
export function mapped(names: Names, name: string): string | undefined {
  const key = name.trim().toLowerCase();
  return Object.entries(names).find(([each]) => each.trim().toLowerCase() === key)?.[1];
}
