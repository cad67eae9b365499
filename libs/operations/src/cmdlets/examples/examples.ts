import type { Cmdlet, CmdletExample } from '../cmdlet.js';
import type { ExampleTable } from './example-table.js';
import { mailFlowExamples } from './mail-flow-examples.js';
import { recipientExamples } from './recipient-examples.js';
import { serverExamples } from './server-examples.js';

const ofThoseWithoutTheirOwn: ExampleTable = { ...mailFlowExamples, ...recipientExamples, ...serverExamples };

/** What Get-Help shows: a cmdlet's own examples, or those of these tables. */
export function examplesOf({ name, examples }: Cmdlet): readonly CmdletExample[] {
  if (examples.length > 0) return examples;
  return (ofThoseWithoutTheirOwn[name] ?? []).map(([command, description]) => ({ command, description }));
}
