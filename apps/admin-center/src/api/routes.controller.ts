import { inputOf, Operations, requireRight, rightsFor, routes, type Route } from '@mailyard/operations';
import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

import { callerOf } from '../access/request-caller.js';
import { requireNoQuery } from './request/change-options.js';

/** In Express's words. */
const pathOf = ({ path }: Route): string => path.replaceAll(/\{(\w+)\}/g, ':$1').slice(1);
const pathsOf = (method: Route['method']): string[] =>
  routes.filter((route) => route.method === method).map(pathOf);
const routeOf = new Map(routes.map((route) => [`${route.method} ${pathOf(route)}`, route]));

/** Operations under paths that say what they are about. */
@Controller('api/v1')
export class RoutesController {
  constructor(@Inject(Operations) private readonly operations: Operations) {}

  @Get(pathsOf('get'))
  async read(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#run('get', request, response);
  }

  @Post(pathsOf('post'))
  @HttpCode(200)
  async order(@Req() request: Request, @Res() response: Response): Promise<void> {
    requireNoQuery(request);
    await this.#run('post', request, response);
  }

  async #run(method: Route['method'], request: Request, response: Response): Promise<void> {
    const route = knownRoute(method, request);
    const { params, query: asked } = request;
    const body: unknown = request.body;
    const caller = callerOf(request);
    // Whoever has no right learns nothing about the query either; an order that is refused is on record.
    if (method === 'get') requireRight(route.operation.name, rightsFor(route.operation), caller);
    const input = inputOf(route, { params, asked, body });
    const output: unknown = await this.operations.run(route.operation, input, caller);
    const told = route.isOne === true && Array.isArray(output) ? (output[0] as unknown) : output;
    if (route.made !== undefined) {
      response.status(201).location(`/api/v1${route.made(told as Readonly<Record<string, unknown>>)}`);
    }
    response.json(told);
  }
}

function knownRoute(method: Route['method'], { route }: Request): Route {
  const { path } = route as { readonly path: string };
  const found = routeOf.get(`${method} ${path.replace(/^\/api\/v1\//, '')}`);
  if (found === undefined) throw new Error(`no route ${path}`);
  return found;
}
