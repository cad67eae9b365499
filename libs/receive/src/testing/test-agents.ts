import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { AgentHost } from '@mailyard/agent-host';
import { Organization, transportAgentSchema, type AgentService } from '@mailyard/directory';
import { Degradations } from '@mailyard/service';
import { tempDir, type TempDir } from '@mailyard/testing';

import type { TestOrganization } from './test-organization.js';

/** An agent that a test installs: its file, or the text of one, and the parameters that are not the usual ones. */
export interface TestAgent {
  readonly text?: string;
  readonly file?: string;
  readonly service?: AgentService;
  readonly events: readonly string[];
  readonly parameters?: object;
}

/** Agents of a test organization, each in a process of its own; `stop` ends them. */
export class TestAgents {
  readonly #test: TestOrganization;
  readonly #folder: TempDir;
  /** What agents have printed, and why they have failed. */
  readonly said: string[] = [];

  private constructor(test: TestOrganization, folder: TempDir) {
    this.#test = test;
    this.#folder = folder;
  }

  static async of(test: TestOrganization): Promise<TestAgents> {
    const agents = new TestAgents(test, await tempDir());
    test.agents.FrontEnd = agents.#host('FrontEnd');
    test.agents.Hub = agents.#host('Hub');
    return agents;
  }

  /** Where their processes run. */
  folder(service: AgentService): string {
    return join(this.#folder.path, service);
  }

  /** From now on these are enabled, and no others. */
  async install(...agents: readonly TestAgent[]): Promise<void> {
    const TransportAgents = await Promise.all(agents.map((agent, index) => this.#made(agent, index)));
    const { revision, objects } = this.#test.organization;
    this.#test.organization = new Organization(revision + 1, { ...objects, TransportAgents });
    for (const host of Object.values(this.#test.agents)) host.follow(this.#test.organization);
  }

  async stop(): Promise<void> {
    await Promise.all(Object.values(this.#test.agents).map((host) => host.close()));
    await this.#folder.remove();
  }

  #host(service: AgentService): AgentHost {
    const say = (details: object): void => {
      const { line, reason } = details as { readonly line?: string; readonly reason?: string };
      this.said.push(line ?? reason ?? '');
    };
    return new AgentHost({
      service,
      folder: this.folder(service),
      degradations: new Degradations(),
      log: { info: say, warn: say },
    });
  }

  async #made({ text = '', file, service = 'FrontEnd', events, parameters }: TestAgent, index: number) {
    let AssemblyPath = file;
    if (AssemblyPath === undefined) {
      const folder = join(this.#folder.path, randomUUID());
      await mkdir(folder);
      AssemblyPath = join(folder, 'agent.mjs');
      await writeFile(AssemblyPath, text);
    }
    return transportAgentSchema.parse({
      Guid: randomUUID(),
      Name: `Agent ${index}`,
      AssemblyPath,
      TransportService: service,
      Enabled: true,
      Events: events,
      Touches: ['verdict', 'headers', 'envelope'],
      TimeLimit: '00:00:10',
      MaxMemory: '96 MB',
      ...parameters,
    });
  }
}
