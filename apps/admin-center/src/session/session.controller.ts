import { Directory } from '@mailyard/directory';
import {
  OperationError,
  operations,
  signedInViewOf,
  signInInput,
  type Caller,
  type SignedInView,
} from '@mailyard/operations';
import { Settings, version } from '@mailyard/service';
import {
  AdministratorSignIn,
  csrfTokenOf,
  sessionIdleMs,
  sessionMaxMs,
  SignInPostponed,
} from '@mailyard/sign-in';
import { Body, Controller, Delete, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

import { addressOf, callerOf, clientOf, signIn } from '../access/request-caller.js';
import { giveSession, sessionValueOf, takeSession } from '../access/session-cookie.js';
import { refusePostponed, signInRefused } from '../access/sign-in-guard.js';
import { sendProblem } from '../api/answer/api-problems.js';
import { parsedBody } from '../api/request/parsed-body.js';

/** Who is signed in, and by which session. */
@Controller('api/v1/session')
export class SessionController {
  constructor(
    @Inject(AdministratorSignIn) private readonly administrators: AdministratorSignIn,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Get()
  show(@Req() request: Request): object {
    const caller = callerOf(request);
    const value = caller.signedIn?.by === 'session' ? sessionValueOf(request) : undefined;
    return {
      ...this.#viewOf(caller),
      ...(value !== undefined && { csrfToken: csrfTokenOf(value) }),
    };
  }

  @Post()
  async open(@Body() given: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const said = parsedBody(signInInput, given ?? {});
    try {
      const opened = await this.administrators.openSession(said, clientOf(request));
      if (opened === undefined) {
        sendProblem(response, { type: 'about:blank', ...signInRefused });
        return;
      }
      const { value, signedIn } = opened;
      giveSession(request, response, value);
      signIn(request, signedIn, this.directory);
      response.status(201).json({
        ...this.#viewOf(callerOf(request)),
        csrfToken: csrfTokenOf(value),
      });
    } catch (error) {
      if (!(error instanceof SignInPostponed)) throw error;
      refusePostponed(request, response, error);
    }
  }

  @Delete()
  async end(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { signedIn } = callerOf(request);
    if (signedIn?.by !== 'session') {
      throw new OperationError('there is no session here: this request has signed in by itself');
    }
    await this.administrators.endSession(signedIn.session, addressOf(request));
    takeSession(request, response);
    response.status(204).end();
  }

  #viewOf(caller: Caller): object | undefined {
    const { organization } = this.directory;
    const view = signedInViewOf(caller, { organization, operations, version, server: this.settings.server });
    return view && { ...view, ...endOf(view) };
  }
}

function endOf({ startedAt }: SignedInView): Pick<SignedInView, 'endsAt' | 'idleMs'> {
  return startedAt === undefined ? {} : { endsAt: startedAt + sessionMaxMs, idleMs: sessionIdleMs };
}
