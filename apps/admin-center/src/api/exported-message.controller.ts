import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { exportMessage, Operations } from '@mailyard/operations';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

import { callerOf } from '../access/request-caller.js';

/** The octets of a suspended message, piece by piece: none is held here as a whole. */
@Controller('api/v1/messages')
export class ExportedMessageController {
  constructor(@Inject(Operations) private readonly operations: Operations) {}

  @Get(':id/export')
  async read(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const order = { id, ...request.query };
    const { name, header, content } = await this.operations.run(exportMessage, order, callerOf(request));
    response.type('message/rfc822').attachment(name);
    // What is damaged further on ends the connection before the end of the answer, and nobody takes it for whole.
    await pipeline(Readable.from(octetsOf(header, content)), response);
  }
}

async function* octetsOf(header: Buffer, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield header;
  yield* content;
}
