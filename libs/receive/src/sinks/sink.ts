import type { ContentSink, Envelope } from '@mailyard/smtp';

import type { SessionState } from '../session/session-state.js';

/** Where the content of a role's transactions goes. Rejects with a ReplyError to refuse the transaction. */
export type Sink = (session: SessionState, envelope: Envelope) => Promise<ContentSink>;
