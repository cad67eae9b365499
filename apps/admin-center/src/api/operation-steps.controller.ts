import {
  ObjectNotFound,
  offeredOperation,
  Operations,
  operations,
  problemDetails,
  type ProblemDetails,
} from '@mailyard/operations';
import { Logger } from '@mailyard/service';
import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

import { callerOf } from '../access/request-caller.js';
import { requireNoQuery } from './request/change-options.js';

/** An operation that is heard of while it is carried out: a line of JSON for each step, then the output. Going away stops it. */
@Controller('api/v1/operations')
export class OperationStepsController {
  constructor(
    @Inject(Operations) private readonly runner: Operations,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  @Post(':name/steps')
  async run(@Body() input: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const name = String(request.params['name']);
    const operation = offeredOperation(operations, name);
    if (operation === undefined) throw new ObjectNotFound('operation', name);
    requireNoQuery(request);
    const stopped = new AbortController();
    response.once('close', () => stopped.abort());
    const watch = {
      tell: (step: object) => writeLine(response, { step }),
      signal: stopped.signal,
    };
    try {
      const output = await this.runner.watchedBy(watch).run(operation, input ?? {}, callerOf(request));
      writeLine(response, { output });
    } catch (error) {
      // What was refused before anything was told is answered as everywhere.
      if (!response.headersSent) throw error;
      writeLine(response, { problem: problemDetails(error, {}) ?? this.#fault(error, name) });
    }
    response.end();
  }

  #fault(error: unknown, name: string): ProblemDetails {
    this.logger.error({ error }, `${name} failed while its steps were told`);
    const detail = 'The log of the admin centre says why.';
    return { type: 'fault', title: 'Something went wrong here', status: 500, detail };
  }
}

function writeLine(response: Response, line: object): void {
  if (response.closed) return;
  if (!response.headersSent) {
    response.status(200).set({
      'Content-Type': 'application/x-ndjson; charset=utf-8',
      // RFC 9111 §5.2.2.5, and what nginx wants to be told.
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
  }
  response.write(`${JSON.stringify(line)}\n`);
}
