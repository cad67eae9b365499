import { localAdministrator, type Caller } from '../caller.js';
import { cmdletNamed } from '../cmdlets/all-cmdlets.js';
import type { Order, OutputObject } from '../cmdlets/cmdlet.js';
import { runCmdlet, type CmdletRequest, type CmdletResult } from '../cmdlets/run-cmdlet.js';
import { Operations } from '../operations.js';
import { TestServer } from './test-server.js';

type Parameters = CmdletRequest['parameters'];

/** A server whose administrator runs cmdlets, as the shell hands them over once it has read them. */
export class TestShell {
  private constructor(readonly server: TestServer) {}

  static async start(): Promise<TestShell> {
    return new TestShell(await TestServer.start());
  }

  static async startEdge(named?: { readonly server: string }): Promise<TestShell> {
    return new TestShell(await TestServer.startEdge(named));
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  run(
    name: string,
    parameters: Parameters = {},
    { caller = localAdministrator(), ...how }: Partial<CmdletRequest> & { readonly caller?: Caller } = {},
  ): Promise<CmdletResult> {
    const operations = new Operations(this.server.context);
    const cmdlet = cmdletNamed(name, operations.serverRole);
    if (cmdlet === undefined) throw new Error(`no ${name}`);
    const order: Order = (operation, input) => operations.run(operation, input, caller);
    return runCmdlet(cmdlet, { parameters, force: false, whatIf: false, ...how }, order);
  }

  async output(name: string, parameters?: Parameters): Promise<readonly OutputObject[]> {
    return (await this.run(name, parameters)).output;
  }
}

/** As tables and comparisons see a value. */
export function textOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'text' in value ? value.text : value;
}

export function shown(object: OutputObject | undefined, ...names: readonly string[]): OutputObject {
  return Object.fromEntries(names.map((name) => [name, textOf(object?.[name])]));
}
