import {
  Confirmation,
  forEachInput,
  isList,
  isVerbose,
  isWhatIf,
  itemsOf,
  PSObject,
  TerminatingError,
  textOf,
  type CommandDefinition,
  type Invocation,
  type ParameterDefinition,
  type ParameterType,
  type Properties,
  type Value,
} from '@mailyard/powershell';

import type { ApiClient } from '../connection/api-client.js';
import { DangerToConfirm } from '../connection/problem.js';
import type { Cmdlet, CmdletCall, CmdletParameter, CmdletParameterType, CmdletResult } from './catalogue.js';
import { bytesToWire, toWire } from './wire.js';
import { WireProperties } from './wire-properties.js';

const types: Readonly<Record<CmdletParameterType, ParameterType>> = {
  string: 'string',
  boolean: 'boolean',
  switch: 'switch',
  // The API knows ranges, units and words such as Unlimited.
  integer: 'asTyped',
  number: 'asTyped',
  size: 'asTyped',
  timespan: 'asTyped',
  datetime: 'asTyped',
  enum: 'enum',
  credential: 'credential',
  bytes: 'object',
  file: 'string',
  savePath: 'string',
  files: 'string',
  scriptblock: 'scriptblock',
  object: 'object',
};

const force: ParameterDefinition = {
  name: 'Force',
  type: 'switch',
  description: 'Does what is dangerous without asking.',
};

/** Exchange has it everywhere, and documents name it. */
const domainController: ParameterDefinition = {
  name: 'DomainController',
  type: 'string',
  description: 'Taken as in Exchange, and without effect: there are no domain controllers here.',
};

/** A cmdlet of the API as a command of the shell. */
export function cmdletCommand(cmdlet: Cmdlet, client: ApiClient): CommandDefinition {
  const { name, synopsis, parameters, parameterSets, refused, confirms, changes, examples } = cmdlet;
  const hasForce = !changes || parameters.some((parameter) => parameter.name === force.name);
  return {
    name,
    synopsis,
    confirms,
    changes,
    examples,
    source: 'Mailyard',
    parameters: [...parameters.map(parameterOf), ...(hasForce ? [] : [force]), domainController],
    ...(parameterSets && { parameterSets }),
    ...(refused && { refused }),
    run: (invocation) => new CmdletRun(cmdlet, client, invocation).run(),
  };
}

function parameterOf({ type, ...parameter }: CmdletParameter): ParameterDefinition {
  // An enumeration that the API does not list is its to judge.
  return { ...parameter, type: type === 'enum' && parameter.values === undefined ? 'asTyped' : types[type] };
}

/** What the shell itself does with common parameters, and the API never sees. */
const ownParameters = new Set(
  'verbose debug erroraction warningaction informationaction errorvariable warningvariable informationvariable outvariable pipelinevariable whatif confirm force domaincontroller'.split(
    ' ',
  ),
);

class CmdletRun {
  private readonly confirmation: Confirmation;

  constructor(
    private readonly cmdlet: Cmdlet,
    private readonly client: ApiClient,
    private readonly invocation: Invocation,
  ) {
    this.confirmation = new Confirmation(invocation);
  }

  run(): AsyncIterable<Value> {
    return forEachInput(this.invocation, (parameters) => this.once(parameters));
  }

  /** For one object of the pipeline; what is refused is told, and the next one is tried. */
  private async *once(parameters: Properties): AsyncGenerator<Value> {
    try {
      const output = this.outputOf(await this.carriedOut(parameters));
      yield* this.saved(output, parameters);
    } catch (error) {
      if (!(error instanceof TerminatingError)) throw error;
      await this.invocation.writeError(error);
    }
  }

  private async carriedOut(parameters: Properties): Promise<CmdletResult | undefined> {
    const call = await this.callOf(parameters);
    if (isWhatIf(this.invocation)) return await this.tried(call);
    const question = { caption: 'Confirm', message: this.action(parameters) };
    if (!(await this.confirmation.allows(question))) return undefined;
    try {
      return await this.send(parameters.get('Force') === true ? { ...call, force: true } : call);
    } catch (error) {
      if (!(error instanceof DangerToConfirm)) throw error;
      const danger = { caption: 'Danger', message: error.message, isDangerous: true };
      if (await this.confirmation.allows(danger)) return await this.send({ ...call, force: true });
      return error.isDeclinable ? await this.send({ ...call, declined: true }) : undefined;
    }
  }

  /** -WhatIf: what would be changed is said. */
  private async tried(call: CmdletCall): Promise<undefined> {
    const { verbose = [], warnings } = await this.send({ ...call, whatIf: true });
    const { state, streams } = this.invocation.frame;
    for (const line of verbose) state.host.say(`What if: ${line}`);
    for (const warning of warnings) await streams.note('warning', warning);
    return undefined;
  }

  /** With the files that are named in the place of their names. */
  private async callOf(given: Properties): Promise<CmdletCall> {
    const parameters = new Map<string, unknown>();
    for (const [name, value] of given.entries()) {
      const type = this.typeOf(name);
      if (ownParameters.has(name.toLowerCase()) || type === 'savePath') continue;
      parameters.set(name, await this.wireOf(type, value));
    }
    return { parameters: Object.fromEntries(parameters) };
  }

  private async wireOf(type: CmdletParameterType | undefined, value: Value): Promise<unknown> {
    if (value === null || (type !== 'file' && type !== 'files')) return toWire(value);
    if (type === 'file') return bytesToWire(await this.host.readBytes(textOf(value)));
    const files = itemsOf(value).map(async (path) => {
      const name = textOf(path);
      return { name, base64: Buffer.from(await this.host.readBytes(name)).toString('base64') };
    });
    return await Promise.all(files);
  }

  /** What is to be written into a file is; else it goes on down the pipeline. */
  private async *saved(output: AsyncIterable<Value>, given: Properties): AsyncGenerator<Value> {
    const [, path = null] = given.entries().find(([name]) => this.typeOf(name) === 'savePath') ?? [];
    for await (const object of output) {
      if (path === null || !(object instanceof PSObject)) yield object;
      else {
        const octets = Uint8Array.from(octetsIn(object));
        await this.host.writeBytes(textOf(path), octets, { append: false });
      }
    }
  }

  private typeOf(name: string): CmdletParameterType | undefined {
    return this.cmdlet.parameters.find((each) => each.name === name)?.type;
  }

  private get host(): Invocation['frame']['state']['host'] {
    return this.invocation.frame.state.host;
  }

  private send(call: CmdletCall): Promise<CmdletResult> {
    return this.client.run(this.cmdlet.name, call, this.invocation.frame.state.signal);
  }

  private async *outputOf(result: CmdletResult | undefined): AsyncGenerator<Value> {
    if (result === undefined) return;
    const { parameters, frame } = this.invocation;
    for (const warning of result.warnings) await frame.streams.note('warning', warning);
    if (isVerbose(parameters, frame.scope)) {
      for (const line of result.verbose ?? []) await frame.streams.note('verbose', line);
    }
    for (const object of result.output) yield this.object(object);
  }

  private object(wire: Readonly<Record<string, unknown>>): PSObject {
    const { typeName, columns } = this.cmdlet.output;
    const properties = new WireProperties(wire);
    // What is exported as text stands for that text: documents write it into files by `GetBytes($request)`.
    const identity =
      ['Base64EncodedData', 'Identity', 'Name']
        .map((name) => properties.get(name) ?? null)
        .find((value) => value !== null) ?? null;
    const text = identity === null ? undefined : textOf(identity);
    return new PSObject(properties, { typeNames: [typeName, 'System.Object'], columns, text });
  }

  private action(parameters: Properties): string {
    const target = textOf(
      ['Identity', 'Thumbprint', 'Name', 'Filter'].map((name) => parameters.get(name)).find(Boolean) ?? null,
    );
    return `Are you sure you want to perform this action? ${this.cmdlet.name}${target === '' ? '' : ` "${target}"`}.`;
  }
}

/** The octets of what is to be written into a file. */
export function octetsIn({ properties }: PSObject): readonly number[] {
  const data = properties.get('FileData') ?? null;
  const octets = isList(data) ? data : [data];
  return octets.filter((each) => typeof each === 'number');
}
