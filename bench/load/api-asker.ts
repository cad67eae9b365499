import { ApiClient, type AskEvery, type Asked } from './api-client.js';

/** The process of `askEveryApart`: asks from its parent's first message to its second, and tells what that took. */
const end = new AbortController();

process.once('disconnect', () => process.exit());
process.once('message', (asked: AskEvery) => {
  process.once('message', () => end.abort());
  void ask(asked);
});

async function ask({ api, intervalMs, paths }: AskEvery): Promise<void> {
  const client = new ApiClient(api);
  const before = process.cpuUsage();
  const path = (turn: number): string => paths[turn % paths.length] ?? '/';
  const ms = await client.askEvery(intervalMs, { path, signal: end.signal });
  const { user, system } = process.cpuUsage(before);
  const told: Asked = { ms, clientCpuMs: (user + system) / 1000 };
  process.send?.(told);
  client.close();
}
