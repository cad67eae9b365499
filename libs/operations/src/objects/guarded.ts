import type { z } from 'zod';

import type { Caller } from '../caller.js';
import type { OperationContext } from '../context.js';
import type { Operation } from '../operation.js';

/** The same operation for those whom a guard lets pass. */
export function guarded<Input extends z.ZodType, Output extends z.ZodType>(
  made: Operation<Input, Output>,
  guard: (input: z.output<Input>, context: OperationContext, caller: Caller) => void | Promise<void>,
): Operation<Input, Output> {
  return {
    ...made,
    async run(input, context, caller) {
      await guard(input, context, caller);
      return made.run(input, context, caller);
    },
  };
}
