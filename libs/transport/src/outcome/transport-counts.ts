/** What a hub counts; recipients for the first three, messages for the last. */
export type TransportEvent = 'delivered' | 'failed' | 'delayed' | 'dsn';

export type CountTransport = (event: TransportEvent, amount: number) => void;
