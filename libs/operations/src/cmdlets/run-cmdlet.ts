import { boundParameters } from './binding/bound-parameters.js';
import type { Cmdlet, Order, OutputObject } from './cmdlet.js';

/** A cmdlet as somebody calls it. */
export interface CmdletRequest {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly whatIf: boolean;
  readonly force: boolean;
  readonly declined?: boolean;
  /** Only these of each object that is told, by their whole names; none: all. */
  readonly properties?: readonly string[] | undefined;
}

/** What is told of a cmdlet that has run. */
export interface CmdletResult {
  readonly output: readonly OutputObject[];
  readonly warnings: readonly string[];
  readonly verbose: readonly string[];
}

/** Binds the parameters, and carries the cmdlet out in the name of whoever gives the orders. */
export async function runCmdlet(cmdlet: Cmdlet, request: CmdletRequest, order: Order): Promise<CmdletResult> {
  const { Force: said, ...parameters } = boundParameters(cmdlet, request.parameters);
  const force = request.force || said === true;
  const { declined = false, properties } = request;
  const whatIf = request.whatIf && cmdlet.changes;
  const call = { parameters, order, force, declined, properties, whatIf };
  const { output = [], warnings = [], verbose = [] } = await cmdlet.run(call);
  return { output: withProperties(output, properties), warnings, verbose };
}

function withProperties(
  output: readonly OutputObject[],
  names: readonly string[] | undefined,
): readonly OutputObject[] {
  if (names === undefined) return output;
  return output.map((object) =>
    Object.fromEntries(
      names.filter((name) => Object.hasOwn(object, name)).map((name) => [name, object[name]]),
    ),
  );
}
