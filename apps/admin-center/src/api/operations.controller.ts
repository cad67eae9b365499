import { ObjectNotFound, offeredOperation, Operations, operations } from '@mailyard/operations';
import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

import { callerOf } from '../access/request-caller.js';
import { requireNoQuery } from './request/change-options.js';

/** Every operation by its name. */
@Controller('api/v1/operations')
export class OperationsController {
  constructor(@Inject(Operations) private readonly runner: Operations) {}

  @Post(':name')
  @HttpCode(200)
  async run(
    @Body() input: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const name = String(request.params['name']);
    const operation = offeredOperation(operations, name);
    if (operation === undefined) throw new ObjectNotFound('operation', name);
    requireNoQuery(request);
    const output = await this.runner.run(operation, input ?? {}, callerOf(request));
    if (typeof output !== 'string') return output;
    // A text would be sent as if it were a page.
    response.type('json');
    return JSON.stringify(output);
  }
}
