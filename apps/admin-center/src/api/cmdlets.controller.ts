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
import { requireNoQuery } from './request/change-options.js';
import { parsedBody } from './request/parsed-body.js';
import { sendJson } from './answer/send-json.js';

const body = z.strictObject({
  parameters: z.record(z.string(), z.unknown()).default({}),
  whatIf: z.boolean().default(false),
  force: z.boolean().default(false),
  declined: z.boolean().default(false),
  properties: z.array(z.string()).max(1000).optional(),
});

interface Catalogue {
  readonly text: string;
  readonly tag: string;
}

/** What the management shell is a client of. */
@Controller('api/v1/cmdlets')
export class CmdletsController {
  #told: Catalogue | undefined;

  constructor(
    @Inject(Operations) private readonly operations: Operations,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** With an ETag; who has it already hears that it is the same. */
  @Get()
  catalogue(@Req() { headers }: Request, @Res() response: Response): void {
    const { text, tag } = (this.#told ??= this.#tell());
    response.set('ETag', tag);
    // Programs send Cache-Control: no-cache along, which is for caches between.
    if (headers['if-none-match'] === tag) response.status(304).end();
    else response.type('application/json').send(text);
  }

  /** What setup has made of the server is so for good. */
  #tell(): Catalogue {
    const text = JSON.stringify(cmdletCatalogue(this.settings.server, this.operations.serverRole));
    return { text, tag: `"${createHash('sha256').update(text).digest('base64url')}"` };
  }

  @Post(':name')
  @HttpCode(200)
  async run(@Body() given: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const name = String(request.params['name']);
    const cmdlet = cmdletNamed(name, this.operations.serverRole);
    if (cmdlet === undefined) throw new ObjectNotFound('cmdlet', name);
    requireNoQuery(request);
    const caller = callerOf(request);
    const order: Order = (operation, input) => this.operations.run(operation, input, caller);
    await sendJson(response, await runCmdlet(cmdlet, parsedBody(body, given ?? {}), order));
  }
}
