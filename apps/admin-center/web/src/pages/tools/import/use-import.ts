import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { api, objectsChanged, Problem } from '../../../api/index.js';
import {
  importInput,
  nameInFull,
  noMapping,
  rowsWithLeftOut,
  type ChosenFile,
  type ImportMapping,
  type ImportRow,
} from './import-state.js';

/** Files, what was said of them, and what came of it; none of it is written before `apply`. */
export function useImport(isPlanned: boolean) {
  const { files, take, drop } = useFiles();
  const [mapping, setMapping] = useState(noMapping);
  const plan = usePlan({ files, mapping }, isPlanned);
  const apply = useMutation({
    mutationFn: (force: boolean) => {
      const { data } = plan.query;
      return api.run('Import-ExchangeConfiguration', {
        ...importInput(files, mapping),
        ...(data !== undefined && { ifRevision: data.revision }),
        force,
      });
    },
    onSuccess: objectsChanged,
  });
  return {
    files,
    take,
    drop,
    mapping,
    say: (change: Partial<ImportMapping>) => setMapping({ ...mapping, ...change }),
    leaveOut: (rows: readonly ImportRow[]) => {
      const left = rows.map((row) => [nameInFull(row), row] as const);
      setMapping({ ...mapping, leftOut: new Map([...mapping.leftOut, ...left]) });
    },
    takeAgain: (names: readonly string[]) => {
      const left = [...mapping.leftOut].filter(([name]) => !names.includes(name));
      setMapping({ ...mapping, leftOut: new Map(left) });
    },
    plan,
    apply,
  };
}

export type Import = ReturnType<typeof useImport>;

/** Each is looked at as it comes: one that is no export says so, and holds no other up. */
function useFiles() {
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const put = (file: ChosenFile): void =>
    setFiles((now) => {
      const at = now.findIndex(({ name }) => name === file.name);
      return at === -1 ? [...now, file] : now.with(at, file);
    });
  const take = async (file: File): Promise<void> => {
    const { name, size } = file;
    const known = { name, size, base64: await base64Of(file) };
    put(known);
    try {
      const content = await api.run('Get-ExchangeExport', { file: { name, base64: known.base64 } });
      put({ ...known, content });
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      put({ ...known, wrong: said.replace(`${name}: `, '') });
    }
  };
  return {
    files,
    take: (chosen: Iterable<File>) => void Promise.all([...chosen].map(take)),
    drop: (name: string) => setFiles((now) => now.filter((each) => each.name !== name)),
  };
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.onerror = () => reject(new Error(`${file.name}: ${reader.error?.message ?? ''}`));
    reader.readAsDataURL(file);
  });
}

function usePlan(
  { files, mapping }: { readonly files: readonly ChosenFile[]; readonly mapping: ImportMapping },
  isPlanned: boolean,
) {
  const query = useQuery({
    queryKey: ['import', idOf(files), idOf(mapping)],
    queryFn: ({ signal }) =>
      api.run('Import-ExchangeConfiguration', { ...importInput(files, mapping), validateOnly: true }, signal),
    enabled: isPlanned,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    retry: (count, error) => !(error instanceof Problem) && count < 2,
  });
  const rows = useMemo(
    () => query.data && rowsWithLeftOut(query.data.rows, mapping.leftOut),
    [query.data, mapping.leftOut],
  );
  return { query, rows };
}

/** What was said is a key by its number: files are large, and passwords belong into no key. */
const ids = new WeakMap<object, number>();
let lastId = 0;

function idOf(said: object): number {
  const id = ids.get(said) ?? ++lastId;
  ids.set(said, id);
  return id;
}
