import { applicationCaller, getSentMessage, ObjectNotFound, Operations } from '@mailyard/operations';
import { InjectionRefused, isMessageOf, notUnderstood, type AcceptedMessage } from '@mailyard/receive';
import { Injection, type InjectionOrder } from '@mailyard/receive/nest';
import type { SendScope } from '@mailyard/sign-in';
import {
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Req,
  Res,
  UnauthorizedException,
} from '@nestjs/common';
import type { Request, Response } from 'express';

import { addressOf } from '../access/request-caller.js';
import { sendRefusal } from '../api/answer/api-problems.js';
import { idempotencyKey, rawMessage, traceIdOf } from './send-headers.js';
import { digestOf, isMessage, scopeOf } from './send-requests.js';

/** Messages of one request. */
const batchMax = 1_000;

/** Mail of applications (docs/http-submission.md). */
@Controller('api/v1/send')
export class SendController {
  constructor(
    @Inject(Injection) private readonly injection: Injection,
    @Inject(Operations) private readonly operations: Operations,
  ) {}

  @Post()
  async send(@Req() request: Request, @Res() response: Response): Promise<void> {
    const order = orderOf(request);
    const sent = isMessage(request)
      ? await this.injection.sendRaw(rawMessage(request), order)
      : (await this.injection.sendLetters([request.body], order, digestOf(request)))[0];
    if (sent instanceof InjectionRefused) sendRefusal(response, sent);
    else if (sent !== undefined) response.status(202).location(`/api/v1/send/${sent.id}`).json(sent);
  }

  @Post('batch')
  @HttpCode(200)
  async sendBatch(@Req() request: Request): Promise<{ readonly results: readonly object[] }> {
    const messages: unknown = (request.body as { readonly messages?: unknown } | undefined)?.messages;
    if (!Array.isArray(messages) || messages.length === 0 || messages.length > batchMax) {
      throw notUnderstood(`messages: is a list of 1 to ${batchMax} messages`);
    }
    const sent = await this.injection.sendLetters(messages, orderOf(request), digestOf(request));
    return { results: sent.map(resultOf) };
  }

  @Get(':id')
  async state(@Param('id') id: string, @Req() request: Request): Promise<unknown> {
    const scope = scopeIn(request);
    const guid = id.toLowerCase();
    // Of others nobody is told anything, and not whether it is there either.
    if (!isMessageOf(guid, scope.application)) throw new ObjectNotFound('message', id);
    const caller = applicationCaller(scope.application, addressOf(request));
    return this.operations.run(getSentMessage, { id: guid }, caller);
  }
}

function resultOf(sent: AcceptedMessage | InjectionRefused): object {
  return sent instanceof InjectionRefused ? sent.refusal : { status: 202, ...sent };
}

function orderOf(request: Request): InjectionOrder {
  const client = {
    scope: scopeIn(request),
    address: addressOf(request),
    port: request.socket.remotePort ?? 0,
    traceId: traceIdOf(request.headers['traceparent']),
  };
  return { client, key: idempotencyKey(request.headers['idempotency-key']) };
}

function scopeIn(request: Request): SendScope {
  const scope = scopeOf(request);
  if (scope === undefined) throw new UnauthorizedException();
  return scope;
}
