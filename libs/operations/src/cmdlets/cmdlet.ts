import type { ServerRole } from '@mailyard/service';
import type { z } from 'zod';

import type { Operation } from '../operation.js';

/**
 * How the value of a parameter is written. An integer with `values` may be one of those words, too: `Unlimited`. A `file` is
 * a path where the shell runs, which sends what the file holds; into a `savePath` it writes the output's FileData.
 */
export type ParameterType =
  | 'string'
  | 'boolean'
  | 'switch'
  | 'integer'
  | 'number'
  | 'size'
  | 'timespan'
  | 'datetime'
  | 'enum'
  | 'credential'
  | 'bytes'
  | 'file'
  | 'savePath'
  /** Paths there, whose files are sent with their names. */
  | 'files'
  | 'object';

export interface CmdletParameter {
  /** As Exchange calls it. */
  readonly name: string;
  readonly description: string;
  readonly type: ParameterType;
  readonly values?: readonly string[];
  /** The noun whose identities complete it: `ReceiveConnector`. */
  readonly objects?: string;
  /** Takes a list, and `@{Add=…;Remove=…}`. */
  readonly multiple: boolean;
  readonly mandatory: boolean;
  /** From 1. */
  readonly position?: number;
  /** `value`: the Identity of an object in the pipeline binds, or the value itself. */
  readonly pipeline?: 'value' | 'property';
  /** Objects of these types in the pipeline are meant by it, whichever parameter else takes what comes. */
  readonly pipelineTypes?: readonly string[];
  readonly aliases?: readonly string[];
  /** As documentation shows it. */
  readonly default?: string;
}

/** What whoever runs a cmdlet hands to it. */
export interface CmdletCall {
  /** By their declared names, in their types; null clears. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Only tells what it would do. */
  readonly whatIf: boolean;
  /** What is dangerous is meant. */
  readonly force: boolean;
  /** What would be asked is answered with No, and the rest is done. */
  readonly declined: boolean;
  /** The properties of its objects that will be told; undefined: all. */
  readonly properties?: readonly string[] | undefined;
  /** Gives an order in the name of whoever runs the cmdlet. */
  readonly order: Order;
}

export type Order = <Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
  input: unknown,
) => Promise<z.output<Output>>;

/** An object that goes down the pipeline, with Exchange's names. */
export type OutputObject = Readonly<Record<string, unknown>>;

export interface CmdletOutcome {
  readonly output?: readonly OutputObject[];
  readonly warnings?: readonly string[];
  readonly verbose?: readonly string[];
}

export interface CmdletExample {
  readonly command: string;
  readonly description: string;
  /** Servers of another one would refuse it. */
  readonly role?: ServerRole;
}

/** A command of the management shell: Exchange's name and parameters over the operations that carry it out. */
export interface Cmdlet {
  readonly name: string;
  readonly synopsis: string;
  readonly parameters: readonly CmdletParameter[];
  /** Names of parameters that exclude each other. */
  readonly parameterSets?: readonly (readonly string[])[];
  /** `columns`: of the default table; none: a list, or nothing. */
  readonly output: { readonly typeName: string; readonly columns: readonly string[] };
  /** Asks before it acts, unless `-Confirm:$false`. */
  readonly confirms: boolean;
  /** Changes something, and takes `-WhatIf`. */
  readonly changes: boolean;
  readonly examples: readonly CmdletExample[];
  /** Which operation it orders, where that is not called like it, or has other words for the parameters. */
  readonly wording?: Wording;
  readonly run: (call: CmdletCall) => Promise<CmdletOutcome>;
}

/** The way back of a cmdlet: from an order to what somebody says to the shell. */
export interface Wording {
  /** Its name. */
  readonly operation: string;
  /** What of the input of the operation the cmdlet is told, by its own parameters, call by call. */
  readonly calls: (input: OutputObject) => readonly OutputObject[];
}

/** A parameter with what is usual. */
export function parameter(
  name: string,
  description: string,
  more: Partial<Omit<CmdletParameter, 'name' | 'description'>> = {},
): CmdletParameter {
  return { name, description, type: 'string', multiple: false, mandatory: false, ...more };
}

const serverTypes = [
  'ExchangeServer',
  'TransportService',
  'FrontendTransportService',
  'MailboxTransportService',
].map((name) => `Microsoft.Exchange.Data.Directory.Management.${name}`);

/** Whose things are meant: named, or in the pipeline (`Get-TransportService | Get-MessageTrackingLog`). */
export function serverParameter(description: string, more: Partial<CmdletParameter> = {}): CmdletParameter {
  const pipeline = { pipeline: 'property', pipelineTypes: serverTypes } as const;
  return parameter('Server', description, { objects: 'TransportService', ...pipeline, ...more });
}

/** What most cmdlets name first. */
export function identityParameter(noun: string, more: Partial<CmdletParameter> = {}): CmdletParameter {
  const description = String.raw`Name, Server\Name, Guid or distinguished name.`;
  return parameter('Identity', description, { objects: noun, position: 1, pipeline: 'value', ...more });
}
