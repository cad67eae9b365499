export { DnsZone, type DnsZoneOptions, type Zone, type ZoneFault, type ZoneRecords } from './dns/dns-zone.js';
export { eventually, withDeadline, type EventuallyOptions } from './eventually.js';
export { freePort, freePortOffset } from './free-port.js';
export { ldapInstalled, ldapReader, startLdap, type TestLdap } from './ldap/ldap-server.js';
export { cpuMs } from './processes/cpu-time.js';
export { forgetPeak, processStats, processTree, type ProcessStats } from './processes/process-stats.js';
export { postgresPrograms, startPostgres, type TestPostgres } from './processes/postgres-server.js';
export { startRedis, type RedisOptions, type TestRedis } from './processes/redis-server.js';
export {
  startProcess,
  RunningProcess,
  type ProcessExit,
  type ProcessOptions,
} from './processes/running-process.js';
export {
  TestClient,
  type TestClientOptions,
  type ClientReply,
  type RawOptions,
  type UpgradeOptions,
} from './test-client.js';
export { tempDir, type TempDir } from './temp-dir.js';
export { ProbedProcess, probeEnvironment, type Watched } from './work/probed-process.js';
export { sendOneByOne, type OneByOneOptions } from './work/send-one-by-one.js';
export {
  workPerMessage,
  type MeasuredStack,
  type RedisWork,
  type ServiceWork,
  type WorkPerMessage,
} from './work/work-per-message.js';
export { zippedFiles } from './zipped-files.js';
