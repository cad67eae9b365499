import {
  OperationInputError,
  ObjectNotFound,
  Operations,
  resourceNamed,
  type ChangedObject,
  type Resource,
} from '@mailyard/operations';
import {
  Controller,
  Delete,
  Get,
  Inject,
  MethodNotAllowedException,
  Patch,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';

import { callerOf } from '../access/request-caller.js';
import { flag, ifRevision, ifTag } from './request/change-options.js';
import { parsedBody } from './request/parsed-body.js';
import { sendJson } from './answer/send-json.js';

const parameters = z.record(z.string(), z.unknown());
const how = z.strictObject({ validateOnly: flag, force: flag });
const part = z.strictObject({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(10_000).default(100),
  identity: z.string().optional(),
  server: z.string().optional(),
});

/** The objects of every kind; the table of kinds says which there are and what can be done with them. */
@Controller('api/v1')
export class ResourcesController {
  constructor(@Inject(Operations) private readonly operations: Operations) {}

  /** A part of the list; of a kind of which there is one object that object. */
  @Get(':resource')
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    const resource = resourceOf(request);
    const input = parsedBody(part, request.query);
    const { revision, total, rows, tag } = await this.#read(resource, input, request);
    const [body, known] = resource.isSingle ? [rows[0], tag] : [{ total, rows }, String(revision)];
    await sendUnlessKnown(body, { tag: known, request, response });
  }

  @Get(':resource/:identity')
  async one(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { tag, rows } = await this.#read(resourceOf(request), { identity: identityOf(request) }, request);
    const [object, ...others] = rows;
    if (object === undefined || others.length > 0) {
      const names = rows.map(({ Identity }) => String(Identity)).join(' or ');
      throw new OperationInputError(`${identityOf(request)} may be ${names}: say which`);
    }
    await sendUnlessKnown(object, { tag, request, response });
  }

  @Post(':resource')
  async make(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { name, operations } = resourceOf(request);
    const { New } = operations;
    if (New === undefined) throw new MethodNotAllowedException();
    const said = parsedBody(parameters, request.body ?? {});
    const order = { parameters: said, ...howOf(request), ...ifRevision(request) };
    const made = await this.operations.run(New, order, callerOf(request));
    const identity = encodeURIComponent(String(made.object['Identity']));
    if (!order.validateOnly) response.status(201).location(`/api/v1/${name}/${identity}`);
    send(response, made);
  }

  @Patch([':resource', ':resource/:identity'])
  async change(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { Set: change } = resourceOf(request).operations;
    if (change === undefined) throw new MethodNotAllowedException();
    const said = parsedBody(parameters, request.body ?? {});
    const identity = request.params['identity'];
    const order = { identity, parameters: said, ...howOf(request), ...ifTag(request) };
    send(response, await this.operations.run(change, order, callerOf(request)));
  }

  @Delete(':resource/:identity')
  async remove(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { Remove } = resourceOf(request).operations;
    if (Remove === undefined) throw new MethodNotAllowedException();
    const order = { identity: identityOf(request), ...howOf(request), ...ifTag(request) };
    send(response, await this.operations.run(Remove, order, callerOf(request)));
  }

  #read({ operations: { Get: read } }: Resource, input: object, request: Request) {
    if (read === undefined) throw new MethodNotAllowedException();
    return this.operations.run(read, input, callerOf(request));
  }
}

function resourceOf({ params }: Request): Resource {
  const name = String(params['resource']);
  const resource = resourceNamed(name);
  if (resource === undefined) throw new ObjectNotFound('resource', name);
  return resource;
}

function identityOf({ params }: Request): string {
  return String(params['identity']);
}

interface Answered {
  /** RFC 9110 §8.8.3: of an object its own, of a list the revision of the organization. */
  readonly tag: string | undefined;
  readonly request: Request;
  readonly response: Response;
}

/** RFC 9110 §13.1.2. Programs send Cache-Control: no-cache along, which is for caches between. */
async function sendUnlessKnown(body: unknown, { tag, request, response }: Answered): Promise<void> {
  setTag(response, tag);
  const known = request.header('if-none-match');
  if (known !== undefined && known === response.get('ETag')) response.status(304).end();
  else await sendJson(response, body);
}

function setTag(response: Response, tag: string | undefined): void {
  if (tag !== undefined) response.set('ETag', `"${tag}"`);
}

function howOf({ query }: Request) {
  return parsedBody(how, query);
}

function send(response: Response, changed: ChangedObject): void {
  setTag(response, changed.tag);
  response.json(changed);
}
