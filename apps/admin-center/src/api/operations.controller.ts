import { ObjectNotFound, offeredOperation, Operations, operations } from '@mailyard/operations';
import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';

import { callerOf } from '../access/request-caller.js';
import { requireNoQuery } from './request/change-options.js';

/** Every operation by its name. */
@Controller('api/v1/operations')
export class OperationsController {
  constructor(@Inject(Operations) private readonly runner: Operations) {}

  @Post(':name')
  @HttpCode(200)
  run(@Param('name') name: string, @Body() input: unknown, @Req() request: Request): Promise<unknown> {
    const operation = offeredOperation(operations, name);
    if (operation === undefined) throw new ObjectNotFound('operation', name);
    requireNoQuery(request);
    return this.runner.run(operation, input ?? {}, callerOf(request));
  }
}
