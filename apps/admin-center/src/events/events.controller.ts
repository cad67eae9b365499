import { LiveEvents } from '@mailyard/operations';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';

import { callerOf } from '../access/request-caller.js';
import { parsedBody } from '../api/parsed-body.js';
import { EventWriter } from './event-writer.js';

const asked = z.strictObject({
  topics: z.union([z.string(), z.array(z.string())]).transform((topics) => [topics].flat().flatMap(namesIn)),
});

/** All that is live, in one stream of server-sent events. */
@Controller('api/v1/events')
export class EventsController {
  constructor(@Inject(LiveEvents) private readonly live: LiveEvents) {}

  @Get()
  async events(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { topics } = parsedBody(asked, request.query);
    if (request.method === 'HEAD') {
      response.type('text/event-stream').end();
      return;
    }
    const writer = new EventWriter(response);
    const stream = await this.live.listen({
      topics,
      caller: callerOf(request),
      lastEventId: request.header('last-event-id'),
      onChange: () => writer.write(),
    });
    writer.open(stream);
  }
}

/** Several are divided by commas; a filter, which stands at the end, may have some of its own. */
function namesIn(text: string): readonly string[] {
  const filter = /(?:^|,)\s*(tail:.*)$/s.exec(text);
  const others = filter === null ? text : text.slice(0, filter.index);
  return [...others.split(','), ...(filter?.[1] === undefined ? [] : [filter[1]])];
}
