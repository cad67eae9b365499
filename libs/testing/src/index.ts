export { eventually, withDeadline, type EventuallyOptions } from './eventually.js';
export { freePort, freePortOffset } from './free-port.js';
export { forgetPeak, processStats, processTree, type ProcessStats } from './process-stats.js';
export { startRedis, type RedisOptions, type TestRedis } from './redis-server.js';
export { startProcess, RunningProcess, type ProcessExit, type ProcessOptions } from './running-process.js';
export {
  SmtpDialogue,
  type DialogueOptions,
  type DialogueReply,
  type RawOptions,
  type UpgradeOptions,
} from './smtp-dialogue.js';
export { tempDir, type TempDir } from './temp-dir.js';
