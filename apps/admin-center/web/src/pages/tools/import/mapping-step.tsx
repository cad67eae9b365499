import type { ReactNode } from 'react';

import { useTexts } from '../../../text/index.js';
import { Check, Select, TextField, useMailboxServers } from '../../../ui/index.js';
import { contentOf } from './import-state.js';
import { importTexts } from './import.text.js';
import type { Import } from './use-import.js';

type Content = ReturnType<typeof contentOf>;
interface Part {
  readonly all: Import;
  readonly content: Content;
}

/** 2: what has another name here, and what is in no export. */
export function MappingStep({ all }: { readonly all: Import }) {
  const t = useTexts(importTexts);
  const content = contentOf(all.files);
  const isNothing = Object.values(content).every(({ length }) => length === 0);
  return (
    <div className="import-body">
      <p className="dim">{isNothing ? t('mappingNothing') : t('mappingIntro')}</p>
      {content.servers.length > 0 && <Servers all={all} content={content} />}
      {content.credentials.length > 0 && <Passwords all={all} content={content} />}
      {content.addresses.length > 0 && <Addresses all={all} content={content} />}
      {content.domains.length > 0 && <Domains all={all} content={content} />}
    </div>
  );
}

function Group({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="import-group">
      <h2>{title}</h2>
      <p className="dim">{text}</p>
      <div className="import-fields">{children}</div>
    </section>
  );
}

function Servers({ all: { mapping, say }, content }: Part) {
  const t = useTexts(importTexts);
  const ours = useMailboxServers();
  return (
    <Group title={t('servers')} text={t('serversText')}>
      {content.servers.map(({ name, here = '' }) => (
        <Select
          key={name}
          label={name}
          value={mapping.servers[name] ?? here}
          options={[
            { value: '', label: t('nowhere') },
            ...ours.map((each) => ({ value: each, label: each })),
          ]}
          onChange={(server) => say({ servers: { ...mapping.servers, [name]: server } })}
        />
      ))}
    </Group>
  );
}

function Addresses({ all: { mapping, say }, content }: Part) {
  const t = useTexts(importTexts);
  return (
    <Group title={t('addresses')} text={t('addressesText')}>
      {content.addresses.map((address) => (
        <TextField
          key={address}
          label={address}
          value={mapping.addresses[address] ?? ''}
          placeholder="0.0.0.0"
          onChange={(value) => say({ addresses: { ...mapping.addresses, [address]: value } })}
        />
      ))}
    </Group>
  );
}

function Domains({ all: { mapping, say, takeAgain }, content }: Part) {
  const t = useTexts(importTexts);
  return (
    <Group title={t('domains')} text={t('domainsText')}>
      {content.domains.map(({ identity, domain, isHere }) => {
        const name = `AcceptedDomain ${identity}`;
        return (
          <Check
            key={identity}
            label={isHere ? t('domainHere', { domain }) : domain}
            isSelected={!mapping.leftOut.has(name)}
            onChange={(isTaken) =>
              isTaken ? takeAgain([name]) : say({ leftOut: new Map([...mapping.leftOut, [name, undefined]]) })
            }
          />
        );
      })}
    </Group>
  );
}

function Passwords({ all, content }: Part) {
  const t = useTexts(importTexts);
  return (
    <Group title={t('passwords')} text={t('passwordsText')}>
      {content.credentials.map((credential) => (
        <LoginFields key={credential.connector} all={all} credential={credential} />
      ))}
    </Group>
  );
}

interface LoginFieldsProps {
  readonly all: Import;
  readonly credential: Content['credentials'][number];
}

function LoginFields({ all: { mapping, say }, credential }: LoginFieldsProps) {
  const t = useTexts(importTexts);
  const { connector: name, userName, isHere } = credential;
  const login = mapping.credentials[name] ?? { UserName: '', Password: '' };
  const set = (change: Partial<typeof login>): void =>
    say({ credentials: { ...mapping.credentials, [name]: { ...login, ...change } } });
  return (
    <>
      {userName === '' && (
        <TextField
          label={t('userOf', { name })}
          value={login.UserName}
          onChange={(UserName) => set({ UserName })}
        />
      )}
      <TextField
        label={t('passwordOf', { name, user: userName || login.UserName || '…' })}
        type="password"
        autoComplete="new-password"
        description={isHere ? t('passwordHere') : t('passwordSkip')}
        value={login.Password}
        onChange={(Password) => set({ Password })}
      />
    </>
  );
}
