import { encodeText, headerField, type HeaderBlock } from '@mailyard/message';

import type { AgentAction } from './agent-action.js';
import type { AgentField } from './agent-field.js';

/** The fields of a header as agents see them. */
export function shownFields(header: HeaderBlock): readonly AgentField[] {
  return header.fields
    .filter(({ name }) => name !== '')
    .map(({ name, raw }) => ({ name, value: valueOf(raw) }));
}

/** The header as an agent's actions leave it; the same one when none of them is about it. */
export function withHeaderActions(header: HeaderBlock, actions: readonly AgentAction[]): HeaderBlock {
  return actions.reduce(withAction, header);
}

function withAction(header: HeaderBlock, action: AgentAction): HeaderBlock {
  if (action.action === 'AddHeader') return header.append(headerField(action.name, encodeText(action.value)));
  if (action.action === 'SetHeader') return header.set(headerField(action.name, encodeText(action.value)));
  return action.action === 'RemoveHeader' ? header.withoutNamed(action.name) : header;
}

function valueOf(raw: Buffer): string {
  const text = raw.toString();
  return text
    .slice(text.indexOf(':') + 1)
    .replaceAll(/\r?\n/g, '')
    .trim();
}
