import { Directory } from '@mailyard/directory';
import { administratorCaller, LiveEvents, type Caller } from '@mailyard/operations';
import { AdministratorSignIn } from '@mailyard/sign-in';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';

import { callerOf } from '../access/request-caller.js';
import { parsedBody } from '../api/request/parsed-body.js';
import { EventWriter } from './event-writer.js';

const asked = z.strictObject({
  topics: z.union([z.string(), z.array(z.string())]).transform((topics) => [topics].flat().flatMap(namesIn)),
  // Whoever goes on with other topics opens another stream, of which a browser does not say where the one before ended.
  lastEventId: z.string().max(64).optional(),
});

/** All that is live, in one stream of server-sent events. */
@Controller('api/v1/events')
export class EventsController {
  constructor(
    @Inject(LiveEvents) private readonly live: LiveEvents,
    @Inject(AdministratorSignIn) private readonly administrators: AdministratorSignIn,
    @Inject(Directory) private readonly directory: Directory,
  ) {}

  @Get()
  async events(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { topics, lastEventId: known } = parsedBody(asked, request.query);
    if (request.method === 'HEAD') {
      response.type('text/event-stream').end();
      return;
    }
    const caller = callerOf(request);
    const writer = new EventWriter(response, () => this.#lasts(caller));
    const lastEventId = request.header('last-event-id') ?? known;
    const onChange = (): void => writer.write();
    writer.open(await this.live.listen({ topics, caller, lastEventId, onChange }));
  }

  /** Whoever listens is still signed in, and may as much as at the beginning. */
  async #lasts({ signedIn, client, rights }: Caller): Promise<boolean> {
    if (signedIn === undefined || !(await this.administrators.lasts(signedIn))) return false;
    const now = administratorCaller(signedIn, client, this.directory.organization);
    return [...rights].every((right) => now.rights.has(right));
  }
}

/** Several are divided by commas; a filter, which stands at the end, may have some of its own. */
function namesIn(text: string): readonly string[] {
  const filter = /(?:^|,)\s*(tail:.*)$/s.exec(text);
  const others = filter === null ? text : text.slice(0, filter.index);
  return [...others.split(','), ...(filter?.[1] === undefined ? [] : [filter[1]])];
}
