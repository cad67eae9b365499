/**
 * How Node.js runs a service, whoever starts it. V8 by itself lets the young generation grow to 128 MB and the old one to
 * a multiple of what is in use: half of a service's memory under load, for no less work that could be measured. With
 * 4 MB in the place of 8 the hub collects twice as often, which does cost.
 */
export const nodeOptions: readonly string[] = [
  '--max-semi-space-size=8',
  '--heap-growing-percent=50',
  // Its threads wait for each other, the longer the busier the machine is; what survives is too little to share.
  '--no-parallel-scavenge',
];

/** For everything outside of V8. */
export const runtimeEnvironment: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  // Node waits for files in four threads; each fsync holds one, and the disk takes many fsyncs at once.
  UV_THREADPOOL_SIZE: '32',
  // Each of those threads would else keep a heap of its own.
  MALLOC_ARENA_MAX: '2',
};
