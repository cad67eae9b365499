import type { ScopeSubject } from '@mailyard/directory';
import { formatProblem, problemsOf } from '@mailyard/schema';
import type { AuditEntry, ServerRole } from '@mailyard/service';
import { z } from 'zod';

import { recordedParameters, withoutSecrets } from './audit/recorded-parameters.js';
import type { Caller } from './caller.js';
import { isLaterPage, Looks } from './content/looks.js';
import { asksForContent, contentRight, showsContent, withoutContent } from './content/message-content.js';
import type { OperationContext } from './context.js';
import { serverNamed } from './objects/identity/object-identity.js';
import { changesIn } from './objects/property-change.js';
import { OperationInputError, OperationRightError, rightsFor, type Operation } from './operation.js';
import { requireRight } from './rights/required-right.js';
import { ownAccount, type Right } from './rights/right.js';
import { approvalFor, requireReach } from './rights/write-scope.js';
import type { Watch } from './watch.js';
import { requireRole, serverRoleOf } from './server-roles/server-role.js';

/** What does the same as an order in the shell; nothing that is secret is in it. */
export type CommandOf = (operation: string, input: unknown) => string | undefined;

/** All that a client has of the pipeline: it orders, in somebody's name. */
export class Operations {
  readonly #context: OperationContext;
  readonly #commandOf: CommandOf;
  readonly #looks = new Looks();

  /** `commandOf`: without it nobody is told what would do the same in the shell. */
  constructor(context: OperationContext, commandOf: CommandOf = () => undefined) {
    this.#context = context;
    this.#commandOf = commandOf;
  }

  /** The same, heard of while it is carried out. */
  watchedBy(watch: Watch): Operations {
    return new Operations({ ...this.#context, watch }, this.#commandOf);
  }

  /** Of the server whose administrators order. */
  get serverRole(): ServerRole {
    return serverRoleOf(this.#context.directory.organization);
  }

  /**
   * Checks the right and the input, and carries the order out; what changes something, or shows messages, is in the audit log when this ends,
   * one way or the other. Throws an OperationError for what whoever gave the order can mend.
   */
  async run<Input extends z.ZodType, Output extends z.ZodType>(
    operation: Operation<Input, Output>,
    input: unknown,
    caller: Caller,
  ): Promise<z.output<Output>> {
    // What is not here is no order.
    requireRole(operation.name, this.#context.directory.organization);
    try {
      // First of all: whoever has no right learns nothing about the input either.
      requireRight(operation.name, rightsFor(operation), caller);
      requireChanging(operation, caller);
      if (asksForContent(input)) requireRight(`${operation.name} by subject`, [contentRight], caller);
      const said = parsed(operation.input, input);
      this.#requireReach(operation, said, caller);
      const done = await operation.run(said, this.#contextFor(operation, caller), caller);
      const cmdlet = operation.audit ? this.#cmdletOf(operation, input) : undefined;
      const output = withCommand(operation, done, cmdlet);
      const modified = operation.modified?.(output) ?? [];
      await this.#note(operation, { input, caller, modified, properties: changesIn(output) });
      return await this.#seen(operation, { input, caller, output });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await this.#note(operation, { input, caller, error: reason });
      throw error;
    }
  }

  /** What the caller is shown of an output; a look at messages is on record. */
  async #seen<Output extends z.ZodType>(
    { name, input: schema, output: shown, audit }: Operation<z.ZodType, Output>,
    { input, caller, output }: Seen<z.output<Output>>,
  ): Promise<z.output<Output>> {
    if (!showsContent(shown)) return output;
    if (!caller.rights.has(contentRight)) return withoutContent(shown, output) as z.output<Output>;
    if (audit || isLaterPage(input)) return output;
    const parameters = recordedParameters(schema, input);
    const who = { caller: caller.name, client: caller.client };
    const entry = { ...who, operation: name, parameters };
    if (this.#looks.isNew(JSON.stringify(entry), Date.now())) await this.#context.audit.writeLook(entry);
    return output;
  }

  /** The history of the organization knows who orders, and no object is written that is beyond the scopes of whoever does. */
  #contextFor(operation: Operation, caller: Caller): OperationContext {
    const author = { caller: caller.name, client: caller.client, operation: operation.name };
    const directory = this.#context.directory.by(author, approvalFor(operation, caller));
    return { ...this.#context, directory };
  }

  /** What changes something that no directory keeps is judged as a whole, before it begins. */
  #requireReach<Input extends z.ZodType>(
    operation: Operation<Input>,
    said: z.output<Input>,
    caller: Caller,
  ): void {
    const { changes, audit, right } = operation;
    if (!audit || changes === 'objects' || caller.limits === undefined) return;
    if (withoutScopes.includes(right)) return;
    const { organization } = this.#context.directory;
    const subject = changes === undefined ? ofOrganization : this.#subjectOf(changes, said);
    requireReach(operation, subject, { caller, organization });
  }

  #subjectOf<Input extends z.ZodType>(
    changes: Exclude<Operation<Input>['changes'], 'objects' | undefined>,
    said: z.output<Input>,
  ): ScopeSubject {
    if (changes === 'configuration') return { kind: 'Configuration' };
    const named = changes === 'server' ? undefined : changes.serverOf(said);
    const { server, directory } = this.#context;
    const name = named === undefined ? server.name : serverNamed(named, directory.organization);
    return { kind: 'Server', server: name };
  }

  async #note(
    { name, audit, input: schema }: Operation,
    { input, caller, ...outcome }: Outcome,
  ): Promise<void> {
    if (!audit || isOnlyTried(schema, input)) return;
    const parameters = recordedParameters(schema, input);
    const who = { caller: caller.name, client: caller.client };
    const cmdlet = this.#cmdletOf({ name, input: schema }, input);
    const entry = {
      ...who,
      operation: name,
      parameters,
      ...outcome,
      ...(cmdlet !== undefined && { cmdlet }),
    };
    await this.#context.audit.write(entry);
  }

  #cmdletOf({ name, input: schema }: Pick<Operation, 'name' | 'input'>, input: unknown): string | undefined {
    return this.#commandOf(name, withoutSecrets(schema, input));
  }
}

/** What is about the own account, or for those alone whom nothing limits. */
const withoutScopes: readonly Right[] = [ownAccount, 'Role Management'];

const ofOrganization: ScopeSubject = { kind: 'Organization' };

interface Seen<Output> {
  readonly input: unknown;
  readonly caller: Caller;
  readonly output: Output;
}

interface Outcome extends Pick<AuditEntry, 'error' | 'modified' | 'properties'> {
  readonly input: unknown;
  readonly caller: Caller;
}

/** Whoever may be told of the cmdlet is told. */
function withCommand<Output extends z.ZodType>(
  { output: shown }: Operation<z.ZodType, Output>,
  output: z.output<Output>,
  cmdlet: string | undefined,
): z.output<Output> {
  if (cmdlet === undefined || typeof output !== 'object' || !tellsCommand(shown)) return output;
  return { ...output, cmdlet };
}

function tellsCommand(schema: z.ZodType): boolean {
  const object = schema instanceof z.ZodReadonly ? schema.unwrap() : schema;
  return object instanceof z.ZodObject && 'cmdlet' in object.shape;
}

/** What is only checked changes nothing, and is no change on record. */
function isOnlyTried(schema: z.ZodType, input: unknown): boolean {
  const knows = schema instanceof z.ZodObject && 'validateOnly' in schema.shape;
  const asked = typeof input === 'object' && input !== null && 'validateOnly' in input;
  return knows && asked && input.validateOnly === true;
}

function requireChanging({ name, audit }: Operation, { readOnly, name: who }: Caller): void {
  if (!audit || readOnly !== true) return;
  throw new OperationRightError(`${name} changes something, which the token of ${who} may not`);
}

function parsed<Input extends z.ZodType>(schema: Input, input: unknown): z.output<Input> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  // Values are not repeated: one of them may be a password.
  const lines = problemsOf(result.error, input, []).map(({ path, reason }) =>
    formatProblem({ path, reason: reason.replace(/ \(got .*$/s, '') }),
  );
  throw new OperationInputError(lines.join('; '));
}
