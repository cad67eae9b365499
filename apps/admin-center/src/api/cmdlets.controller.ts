import { createHash } from 'node:crypto';

import {
  cmdletCatalogue,
  cmdletNamed,
  ObjectNotFound,
  Operations,
  runCmdlet,
  type Order,
} from '@mailyard/operations';
import { Settings } from '@mailyard/service';
import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';

import { callerOf } from '../access/request-caller.js';
import { parsedBody } from './request/parsed-body.js';
import { sendJson } from './answer/send-json.js';

const body = z.strictObject({
  parameters: z.record(z.string(), z.unknown()).default({}),
  whatIf: z.boolean().default(false),
  force: z.boolean().default(false),
  declined: z.boolean().default(false),
  properties: z.array(z.string()).max(1000).optional(),
});

/** What the management shell is a client of. */
@Controller('api/v1/cmdlets')
export class CmdletsController {
  readonly #catalogue: string;
  readonly #tag: string;

  constructor(
    @Inject(Operations) private readonly operations: Operations,
    @Inject(Settings) { server }: Settings,
  ) {
    this.#catalogue = JSON.stringify(cmdletCatalogue(server));
    this.#tag = `"${createHash('sha256').update(this.#catalogue).digest('base64url')}"`;
  }

  /** With an ETag; who has it already hears that it is the same. */
  @Get()
  catalogue(@Req() { headers }: Request, @Res() response: Response): void {
    response.set('ETag', this.#tag);
    // Programs send Cache-Control: no-cache along, which is for caches between.
    if (headers['if-none-match'] === this.#tag) response.status(304).end();
    else response.type('application/json').send(this.#catalogue);
  }

  @Post(':name')
  @HttpCode(200)
  async run(@Body() given: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const name = String(request.params['name']);
    const cmdlet = cmdletNamed(name);
    if (cmdlet === undefined) throw new ObjectNotFound('cmdlet', name);
    const caller = callerOf(request);
    const order: Order = (operation, input) => this.operations.run(operation, input, caller);
    await sendJson(response, await runCmdlet(cmdlet, parsedBody(body, given ?? {}), order));
  }
}
