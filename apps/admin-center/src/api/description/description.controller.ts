import { openApi, Operations, operations } from '@mailyard/operations';
import { Settings, version } from '@mailyard/service';
import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';

import { descriptionPage } from './description-page.js';

/** What the API is: for people at /api, for programs as OpenAPI. */
@Controller('api')
export class DescriptionController {
  readonly #page: string;
  #document: string | undefined;

  constructor(
    @Inject(Operations) private readonly runner: Operations,
    @Inject(Settings) { server }: Settings,
  ) {
    this.#page = descriptionPage(server);
  }

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  page(): string {
    return this.#page;
  }

  @Get('v1/openapi.json')
  document(@Res() response: Response): void {
    this.#document ??= JSON.stringify(openApi(version, operations, this.runner.serverRole));
    response.type('application/json').send(this.#document);
  }
}
