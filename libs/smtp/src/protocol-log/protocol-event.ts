/** One line of the protocol log; `<` received, `>` sent, `*` information, `+` connected, `-` disconnected. */
export interface ProtocolEvent {
  readonly event: '+' | '-' | '<' | '>' | '*';
  readonly data: string;
  readonly context?: string;
}

/** How the log says that the other end has closed the connection. */
export function remoteEnd(error: NodeJS.ErrnoException | undefined): string {
  if (error === undefined) return 'Remote';
  return error.code === 'ECONNRESET' || error.code === 'EPIPE'
    ? 'Remote(ConnectionReset)'
    : 'Remote(SocketError)';
}
