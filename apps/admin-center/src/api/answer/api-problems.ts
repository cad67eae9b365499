import { OperationRightError, problemDetails, type ProblemDetails } from '@mailyard/operations';
import { InjectionRefused } from '@mailyard/receive';
import type { Log } from '@mailyard/service';
import {
  Catch,
  ForbiddenException,
  HttpException,
  type ArgumentsHost,
  type HttpServer,
} from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import type { Request, Response } from 'express';

/** What goes wrong below /api is told as RFC 9457 has it; pages are told as Nest does. */
@Catch()
export class ApiProblems extends BaseExceptionFilter {
  constructor(
    private readonly log: Log,
    pages: HttpServer,
  ) {
    super(pages);
  }

  override catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    if (!isApi(request.path)) {
      const refused = error instanceof OperationRightError;
      super.catch(refused ? new ForbiddenException(error.message) : error, host);
      return;
    }
    if (error instanceof InjectionRefused) {
      sendRefusal(http.getResponse<Response>(), error);
      return;
    }
    const said = saidIn(request.body);
    const problem = problemDetails(error, said) ?? httpProblem(error) ?? this.#fault(error, request);
    sendProblem(http.getResponse<Response>(), withPrecondition(problem, request));
  }

  #fault(error: unknown, { method, path }: Request): ProblemDetails {
    this.log.error(`${method} ${path} failed: ${error instanceof Error ? error.stack : String(error)}`);
    if (isAway(error)) {
      const detail = 'Redis does not answer; nothing was done, or nobody knows of it.';
      return { type: 'unavailable', title: 'Redis is away', status: 503, detail };
    }
    const detail = 'The log of the admin centre says why.';
    return { type: 'fault', title: 'Something went wrong here', status: 500, detail };
  }
}

/** As ioredis says it. */
function isAway(error: unknown): boolean {
  return (
    error instanceof Error &&
    /MaxRetriesPerRequestError|Connection is closed/.test(`${error.name}: ${error.message}`)
  );
}

/** Of a message of an application. */
export function sendRefusal(response: Response, { refusal }: InjectionRefused): void {
  const { retryAfterSeconds, ...problem } = refusal;
  if (retryAfterSeconds !== undefined) response.set('Retry-After', String(retryAfterSeconds));
  sendProblem(response, problem);
}

export function isApi(path: string): boolean {
  return path === '/api' || path.startsWith('/api/');
}

export function sendProblem(response: Response, problem: ProblemDetails): void {
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** RFC 9110 §13.1.1: who said which revision is meant is told that it was not met. */
function withPrecondition(problem: ProblemDetails, { headers }: Request): ProblemDetails {
  const isUnmet = problem.type === 'conflict' && headers['if-match'] !== undefined;
  return isUnmet ? { ...problem, status: 412, title: 'It has changed since' } : problem;
}

/** What Nest and the reader of bodies refuse. */
function httpProblem(error: unknown): ProblemDetails | undefined {
  const status = statusOf(error);
  if (status === undefined || status >= 500) return undefined;
  const detail = error instanceof Error ? error.message : String(error);
  return { type: 'about:blank', title: titles[status] ?? 'The request cannot be answered', status, detail };
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
};

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const isOfHttp = error instanceof Error && 'status' in error && typeof error.status === 'number';
  return isOfHttp ? (error.status as number) : undefined;
}

function saidIn(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null) return {};
  const { parameters } = body as { readonly parameters?: unknown };
  const said = typeof parameters === 'object' && parameters !== null ? parameters : body;
  return said as Readonly<Record<string, unknown>>;
}
