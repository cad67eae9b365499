import { Button as AriaButton, DropZone, FileTrigger, type DropItem } from 'react-aria-components';

import { useFormat, useTexts } from '../../../text/index.js';
import { Action, Button, StateBadge, toasts } from '../../../ui/index.js';
import { exportCommands } from './export-commands.js';
import type { ChosenFile } from './import-state.js';
import { importTexts } from './import.text.js';
import type { Import } from './use-import.js';

/** 1: files, each with what it holds. */
export function FilesStep({ all: { files, take, drop } }: { readonly all: Import }) {
  const t = useTexts(importTexts);
  const dropped = async (items: readonly DropItem[]): Promise<void> =>
    take(await Promise.all(items.filter((item) => item.kind === 'file').map((item) => item.getFile())));
  return (
    <div className="import-body">
      <p className="dim">{t('filesIntro')}</p>
      <DropZone className="drop-zone" onDrop={({ items }) => void dropped(items)}>
        <span>{t('dropHere')}</span>
        <FileTrigger
          allowsMultiple
          acceptedFileTypes={['.xml', '.clixml', '.csv', '.txt', '.tsv']}
          onSelect={(chosen) => take(chosen ?? [])}
        >
          <AriaButton className="button" data-outlined autoFocus>
            {t('choose')}
          </AriaButton>
        </FileTrigger>
      </DropZone>
      {files.length === 0 ? <HowToExport /> : <FilesTable files={files} onDrop={drop} />}
    </div>
  );
}

function HowToExport() {
  const t = useTexts(importTexts);
  const copy = (): void =>
    void navigator.clipboard.writeText(exportCommands).then(
      () => toasts.show(t('copied')),
      ({ message }: Error) => toasts.show(message, 'bad'),
    );
  return (
    <section>
      <h2>{t('howTitle')}</h2>
      <p>{t('howText')}</p>
      <pre className="command" tabIndex={0} aria-label={t('howTitle')}>
        {exportCommands}
      </pre>
      <div>
        <Button icon="copy" onPress={copy}>
          {t('copy')}
        </Button>
      </div>
    </section>
  );
}

interface FilesTableProps {
  readonly files: readonly ChosenFile[];
  readonly onDrop: (name: string) => void;
}

function FilesTable({ files, onDrop }: FilesTableProps) {
  const t = useTexts(importTexts);
  return (
    <table className="import-table" aria-label={t('chosen')}>
      <thead>
        <tr>
          <th>{t('file')}</th>
          <th>{t('holds')}</th>
          <th>{t('source')}</th>
          <th>{t('theirServers')}</th>
          <th className="number">{t('size')}</th>
          <th>
            <span className="visually-hidden">{t('leaveOut')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <FileRow key={file.name} file={file} onDrop={() => onDrop(file.name)} />
        ))}
      </tbody>
    </table>
  );
}

function FileRow({ file, onDrop }: { readonly file: ChosenFile; readonly onDrop: () => void }) {
  const t = useTexts(importTexts);
  const format = useFormat();
  const { name, size, content } = file;
  return (
    <tr>
      <td>{name}</td>
      <td>
        <Holds file={file} />
      </td>
      <td>{content?.version ?? '–'}</td>
      <td>{content?.servers.map((each) => each.name).join(', ') || '–'}</td>
      <td className="number">{format.size(size)}</td>
      <td className="number">
        <Action label={t('remove', { name })} icon="clear" iconOnly onPress={onDrop} />
      </td>
    </tr>
  );
}

function Holds({ file: { content, wrong } }: { readonly file: ChosenFile }) {
  const t = useTexts(importTexts);
  if (wrong !== undefined) return <StateBadge state="bad">{wrong}</StateBadge>;
  if (content === undefined) return <span className="dim">{t('reading')}</span>;
  if (content.objects.length === 0) return <span className="dim">{t('nothing')}</span>;
  return (
    <>
      {content.objects.map(({ noun, count }) => (
        <div key={noun}>
          {noun === 'unknown' ? t('unknown') : `Get-${noun}`}, {t('objects', { count })}
        </div>
      ))}
    </>
  );
}
