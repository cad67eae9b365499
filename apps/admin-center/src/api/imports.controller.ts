import { importExchangeConfiguration, Operations } from '@mailyard/operations';
import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { z } from 'zod';

import { callerOf } from '../access/request-caller.js';
import { flag, ifRevision } from './request/change-options.js';
import { parsedBody } from './request/parsed-body.js';

const body = z.record(z.string(), z.unknown());
const how = z.strictObject({ validateOnly: flag, force: flag });

/** Exports of Exchange; with `validateOnly` the plan of what they would make. */
@Controller('api/v1/imports')
export class ImportsController {
  constructor(@Inject(Operations) private readonly operations: Operations) {}

  @Post()
  @HttpCode(200)
  make(@Body() given: unknown, @Req() request: Request): Promise<object> {
    const order = {
      ...parsedBody(body, given ?? {}),
      ...parsedBody(how, request.query),
      ...ifRevision(request),
    };
    return this.operations.run(importExchangeConfiguration, order, callerOf(request));
  }
}
