import { ObjectNotFound } from '../../objects/identity/object-identity.js';
import { objectOperations } from '../../objects/object-operations.js';
import type { Order } from '../cmdlet.js';

/** The primary address of a mailbox; somebody outside is meant by their address itself. */
export async function getRecipientAddress(identity: string, order: Order): Promise<string> {
  try {
    const { rows } = await order(objectOperations.Mailboxes.Get, { identity, limit: 1 });
    const address = rows[0]?.['PrimarySmtpAddress'];
    return typeof address === 'string' ? address : identity;
  } catch (error) {
    if (error instanceof ObjectNotFound && identity.includes('@')) return identity;
    throw error;
  }
}
