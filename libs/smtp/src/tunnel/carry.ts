import type { Socket } from 'node:net';

/** What a tunnel has carried, and why it ended. */
export interface Carried {
  /** Octets from the near end to the far one. */
  readonly sent: number;
  /** Octets from the far end to the near one. */
  readonly received: number;
  /** Which end closed first, or that neither said anything for too long. */
  readonly endedBy: 'near' | 'far' | 'silence';
}

export interface CarryOptions {
  /** Asked us for the tunnel. */
  readonly near: Socket;
  readonly far: Socket;
  /** Neither end may say nothing for longer. */
  readonly silenceMs: number;
}

/**
 * Passes octets both ways until both connections are closed; each end is read only as fast as the other one takes what it
 * says. An end that stops sending may go on to listen; one that breaks takes the other with it, once that has what was
 * sent to it.
 */
export async function carry({ near, far, silenceMs }: CarryOptions): Promise<Carried> {
  let endedBy: Carried['endedBy'] | undefined;
  const cut = (): void => {
    endedBy ??= 'silence';
    near.destroy();
    far.destroy();
  };
  // Of what one end has sent before it went, the other one gets what there is time for.
  const gone = (end: 'near' | 'far') => (): void => {
    endedBy ??= end;
    (end === 'near' ? far : near).destroySoon();
  };
  const [nearClosed, farClosed] = [closed(near), closed(far)];
  for (const socket of [near, far]) socket.setTimeout(silenceMs, cut).on('error', () => socket.destroy());
  near.once('end', () => (endedBy ??= 'near'));
  far.once('end', () => (endedBy ??= 'far'));
  if (near.readableEnded || near.destroyed) far.end();
  else near.pipe(far);
  if (far.readableEnded || far.destroyed) near.end();
  else far.pipe(near);
  void nearClosed.then(gone('near'));
  void farClosed.then(gone('far'));
  await Promise.all([nearClosed, farClosed]);
  return { sent: far.bytesWritten, received: far.bytesRead, endedBy: endedBy ?? 'near' };
}

function closed(socket: Socket): Promise<void> {
  return socket.closed ? Promise.resolve() : new Promise((resolve) => socket.once('close', () => resolve()));
}
