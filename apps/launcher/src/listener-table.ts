import type { ServiceInstance } from '@mailyard/service';

/** What one service announced, as far as the table shows it. */
export type Announced = Pick<ServiceInstance, 'service' | 'listeners'>;

/** Service, listener and address in columns. */
export function listenerTable(announced: readonly Announced[]): readonly string[] {
  const rows = announced.flatMap(({ service, listeners }) =>
    listeners.map(({ name, endpoint, error }) => {
      const address = formatEndpoint(endpoint);
      return [service, name, error === undefined ? address : `${address}  NOT LISTENING: ${error}`];
    }),
  );
  // Processes of one service listen on the same addresses.
  const once = [...new Map(rows.map((row) => [row.join('\t'), row])).values()];
  const all = [['service', 'listener', 'address'], ...once];
  const widths = [0, 1].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}

export function formatEndpoint(endpoint: { readonly address: string; readonly port: number }): string {
  const { address, port } = endpoint;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
