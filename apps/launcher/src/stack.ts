import { setTimeout as pause } from 'node:timers/promises';

import type { Logger } from '@mailyard/service';

import { RedisLog } from './supervision/redis-log.js';
import { privateRedis, redisAnswers } from './supervision/redis-process.js';
import { readableLine } from './supervision/service-output.js';
import { serviceCommands, startStages, stopOrder } from './services.js';
import { FailureReport, StartError } from './supervision/start-failure.js';
import { SupervisedProcess, type ProcessCommand, type ProcessEnd } from './supervision/supervised-process.js';

export interface StackOptions {
  readonly dataDir: string;
  readonly runDir: string;
  readonly say: (line: string) => void;
  /** What happens to the processes, and what they say outside their own logs. */
  readonly logger: Logger;
}

/** Redis and the services of one machine. */
export class Stack {
  private readonly processes = new Map<string, SupervisedProcess>();
  private readonly reports = new Map<string, FailureReport>();
  private readonly passwords: string[] = [];
  private failure: StartError | undefined;
  private started = false;
  private stopping = false;
  private readonly redisLog: RedisLog;

  constructor(private readonly options: StackOptions) {
    const { dataDir, logger } = options;
    this.redisLog = new RedisLog(dataDir, (message) => logger.warn(message));
  }

  /** Resolves to the URL of a private Redis when it answers. */
  async startRedis(): Promise<string> {
    const redis = await privateRedis(this.options.dataDir);
    this.launch(redis.command);
    while (!(await redisAnswers(redis.socket))) {
      this.throwRedisFailure();
      await pause(20);
    }
    return `unix:${redis.socket}`;
  }

  /** Resolves when `announced` says yes for the process ids of all services. */
  async startServices(
    env: NodeJS.ProcessEnv,
    announced: (pids: readonly number[]) => Promise<boolean>,
  ): Promise<void> {
    for (const stage of startStages(env)) {
      for (const command of stage.flatMap((service) => serviceCommands(service, env))) this.launch(command);
      while (!(await announced(this.servicePids()))) {
        this.throwFailure();
        await pause(50);
      }
    }
    this.throwFailure();
    this.started = true;
  }

  /** Passwords that the services made at this start: shown once more, where nobody overlooks them. */
  get passwordNotes(): readonly string[] {
    return this.passwords;
  }

  /** One after the other, Redis last. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const service of [...stopOrder, 'redis']) {
      await Promise.all(this.processesOf(service).map((process) => process.stop()));
    }
    await this.redisLog.close();
  }

  /** For the impatient: nothing that was acknowledged depends on an orderly end. */
  kill(): void {
    for (const process of this.processes.values()) process.kill();
  }

  /** Of those that were started; -1 while one is down. */
  private servicePids(): readonly number[] {
    const services = stopOrder.flatMap((service) => this.processesOf(service));
    return services.map(({ pid }) => pid ?? -1);
  }

  private processesOf(service: string): readonly SupervisedProcess[] {
    return [...this.processes.values()].filter((process) => process.service === service);
  }

  private launch(command: ProcessCommand): void {
    if (this.stopping) throw new StartError(`${command.name} is not started any more`);
    const supervised = new SupervisedProcess(command, {
      runDir: this.options.runDir,
      onLines: (name, lines) => this.take(name, lines),
      mayRestart: (end) => this.mayRestart(end),
    });
    this.processes.set(command.name, supervised);
    supervised.start();
  }

  private take(name: string, lines: readonly string[]): void {
    if (name === 'redis') {
      for (const line of lines) this.redisLog.write(line);
      return;
    }
    const report = this.reports.get(name) ?? new FailureReport();
    this.reports.set(name, report);
    for (const line of lines) {
      report.read(line);
      if (line.startsWith('Password of ')) this.passwords.push(line);
      // No entry of its own log: Node.js itself, at its end for instance. Passwords are in no log.
      else if (!line.startsWith('{')) this.options.logger.warn({ from: name }, line);
    }
    this.options.say(lines.map((line) => readableLine(name, line)).join('\n'));
    if (!this.started && report.portInUse !== undefined) this.fail(name, report.portInUse);
  }

  /** A process that gives up by itself before all are ready has a reason that a restart does not change. */
  private mayRestart(end: ProcessEnd): boolean {
    const { name, pid, code, signal } = end;
    const report = this.reports.get(name);
    this.reports.delete(name);
    if (!this.started && signal === null) {
      this.fail(name, report?.reason ?? 'it gave no reason');
      return false;
    }
    const ended = `${name} (pid ${pid}) ended ${signal ? `by ${signal}` : `with code ${code}`}; starting it again`;
    this.options.say(ended);
    this.options.logger.warn(ended);
    return true;
  }

  private fail(name: string, reason: string): void {
    this.failure ??= new StartError(`${name} cannot start: ${reason}`);
  }

  private throwFailure(): void {
    if (this.failure !== undefined) throw this.failure;
  }

  private throwRedisFailure(): void {
    if (this.failure === undefined) return;
    const { lastMessage, dir } = this.redisLog;
    throw new StartError(`redis cannot start: ${lastMessage} (see ${dir})`);
  }
}
