/** The source of an agent that speaks with a `ScriptedGateway`: a line of JSON, the octets, and a line that answers. */
export const gatewayAgent = `
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';

const connections = new Map();
const replyOf = ([code, status, text]) => ({ code, status, text });
const word = ([code]) => (code < 300 ? 'Success' : code < 500 ? 'Defer' : 'Fail');

export default {
  async OnOpenConnection({ connection, connector }) {
    const socket = connect(Number(connector.settings.Port), '127.0.0.1');
    try {
      await once(socket, 'connect');
    } catch (error) {
      return [{ action: 'DeferQueue', reply: { text: String(error.message || error.code || 'away') } }];
    }
    socket.on('error', () => undefined);
    const lines = createInterface({ input: socket });
    connections.set(connection.id, { socket, lines, answered: 0 });
    return [{ action: 'RegisterConnection', remoteHost: '127.0.0.1' }];
  },

  async OnDeliverMailItem({ connection, mailItem }, { signal }) {
    const known = connections.get(connection.id);
    const { socket, lines } = known;
    if (socket.destroyed || socket.readableEnded) return [{ action: 'UnregisterConnection' }];
    signal.addEventListener('abort', () => socket.destroy());
    const line = once(lines, 'line', { signal });
    const closed = once(socket, 'close').then(() => { throw new Error('the connection was lost'); });
    line.catch(() => undefined);
    closed.catch(() => undefined);
    const { id, recipients } = mailItem;
    const { size: sizeBytes } = await stat(mailItem.contentFile);
    try {
      socket.write(JSON.stringify({ id, recipients: recipients.map(({ address }) => address), sizeBytes }) + '\\n');
      await Promise.race([pipeline(createReadStream(mailItem.contentFile), socket, { end: false }), closed]);
      const [text] = await Promise.race([line, closed]);
      if (text === 'crash') process.exit(3);
      const { message, replies } = JSON.parse(text);
      known.answered += 1;
      if (message !== undefined) return [{ action: 'AckMailItem' + word(message), reply: replyOf(message) }];
      return replies.map((reply, index) => ({
        action: 'AckRecipient' + word(reply),
        recipients: [recipients[index].address],
        reply: replyOf(reply),
      }));
    } catch (error) {
      socket.destroy();
      if (known.answered > 0 && socket.destroyed) return [{ action: 'UnregisterConnection' }];
      throw error;
    }
  },

  OnCloseConnection({ connection }) {
    connections.get(connection.id)?.socket.destroy();
    connections.delete(connection.id);
  },
};
`;
