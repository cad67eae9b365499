export { type PressureActions, noActions, together } from './actions.js';
export { type PressureLevel, pressureLevels } from './level.js';
export { AppendOnlyFileMeter } from './meters/file-append-only-meter.js';
export { DiskMeter } from './meters/file-disk-meter.js';
export type { Measured, Meter } from './meters/meter.js';
export { FsyncLatencyMeter, redisCpuSeconds, RedisMemoryMeter } from './meters/redis-meters.js';
export { MachineLoad } from './pace/machine-load.js';
export { Pace } from './pace/pace.js';
export { ResourceMonitor } from './resource-monitor.js';
