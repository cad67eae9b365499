import { getFormDeclaration } from '@mailyard/operations/forms/get-form-declaration';

import { editServerTexts } from './edit-server.text.js';
import { logPartOf } from './log-groups.js';
import { transportSettingsTexts } from '../../../../ui/transport-settings/transport-settings.text.js';
import { isSaid } from '../../../../ui/form/declared/declared-parameters.js';
import { germanHelp } from '../../../../ui/form/declared/german-help.js';

/** Kinds whose dialogs draw parameters as they are declared, and what the dialog itself says of them. */
const dialogs = {
  Servers: editServerTexts.de,
  TransportSettings: transportSettingsTexts.de,
} as const;

describe.each(Object.entries(dialogs))('German %s', (kind, texts: Readonly<Record<string, unknown>>) => {
  const fields = async () => {
    const [form] = await getFormDeclaration.run(
      { kind: kind as keyof typeof dialogs },
      ...([undefined, undefined] as unknown as [never, never]),
    );
    // Of logs all fields are called alike; of its name the dialog says that it stays.
    return (
      form?.parameters.filter(
        (each) => isSaid(each) && logPartOf(each.name) === undefined && each.name !== 'Name',
      ) ?? []
    );
  };

  it('no field has an English label', async () => {
    const unnamed = (await fields()).filter(
      ({ name }) => texts[name] === undefined && !name.endsWith('ProtocolLoggingLevel'),
    );
    expect(unnamed.map(({ name }) => name)).toEqual([]);
  });

  it('no field that has a help has none in German', async () => {
    const helpless = (await fields()).filter(
      ({ name, help }) => help !== '' && germanHelp[name] === undefined,
    );
    expect(helpless.map(({ name }) => name)).toEqual([]);
  });
});
