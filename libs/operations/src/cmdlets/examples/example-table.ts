/** By the name of the cmdlet: what is typed, and what that does. */
export type ExampleTable = Readonly<
  Record<string, readonly (readonly [command: string, description: string])[]>
>;
