import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { csvOf, exportedLists, exportedRows, jsonOf, ObjectNotFound, Operations } from '@mailyard/operations';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';

import { callerOf } from '../access/request-caller.js';
import { parsedBody } from './request/parsed-body.js';

const asked = z.strictObject({
  format: z.enum(['csv', 'json']).default('csv'),
  ask: z
    .string()
    .max(100_000)
    .default('{}')
    .transform((text, issues) => {
      try {
        return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
      } catch {
        // What is no JSON, and what is no object, is told in the same words.
        issues.addIssue({ code: 'custom', message: 'must be a JSON object' });
        return z.NEVER;
      }
    }),
});

/** Lists as files: what a filter finds as a whole, part by part, of which one is held at a time. */
@Controller('api/v1/exports')
export class ExportsController {
  constructor(@Inject(Operations) private readonly operations: Operations) {}

  @Get(':list')
  async read(@Param('list') name: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const list = Object.hasOwn(exportedLists, name) ? exportedLists[name] : undefined;
    if (list === undefined) throw new ObjectNotFound('list', name);
    const caller = callerOf(request);
    const { format, ask } = parsedBody(asked, request.query);
    const parts = exportedRows(list, ask, (said) => this.operations.run(list.operation, said, caller));
    const text = format === 'csv' ? csvOf(parts) : jsonOf(parts);
    // What is refused is refused at the first part, before anything was said.
    const first = await text.next();
    response.type(format === 'csv' ? 'text/csv' : 'application/json').attachment(`${name}.${format}`);
    await pipeline(Readable.from(together(first, text)), response);
  }
}

async function* together(
  first: IteratorResult<string>,
  others: AsyncGenerator<string>,
): AsyncGenerator<string> {
  if (first.done !== true) yield first.value;
  yield* others;
}
