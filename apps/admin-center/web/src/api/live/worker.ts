/// <reference lib="webworker" />
import { EventStream } from './event-stream.js';
import type { FromHolder, ToHolder } from './live-messages.js';

/**
 * Holds the only event stream of the browser for all tabs: over HTTP/1.1 a browser has six connections to a host, and with a
 * stream a tab the seventh tab would hang.
 */
const tabs = new Map<MessagePort, readonly string[]>();

const stream = new EventStream((message) => {
  for (const [port, topics] of tabs) if (concerns(message, topics)) port.postMessage(message);
});

function concerns(message: FromHolder, topics: readonly string[]): boolean {
  if (message.say === 'state') return true;
  return message.say === 'reload'
    ? message.topics.some((each) => topics.includes(each))
    : topics.includes(message.topic);
}

addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (port === undefined) return;
  tabs.set(port, []);
  port.addEventListener('message', ({ data }: MessageEvent<ToHolder>) => {
    if (data.say === 'bye') tabs.delete(port);
    else tabs.set(port, data.topics);
    stream.want([...tabs.values()].flat());
  });
  port.start();
  port.postMessage(stream.state);
});
