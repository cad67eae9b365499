import { useFormat, useTexts } from '../../text/index.js';
import { Select, type Option } from '../field/select.js';
import { uiTexts } from '../ui.text.js';

export interface Group {
  readonly value: string;
  /** Where the value is a name that people do not read. */
  readonly label?: string;
  readonly count: number;
}

export interface GroupsProps<By extends string> {
  /** Empty: not grouped. */
  readonly by: By | '';
  readonly options: readonly Option<By>[];
  readonly onBy: (by: By | '') => void;
  /** Undefined: on their way. */
  readonly groups: readonly Group[] | undefined;
  /** Of how many groups beside these, with how many rows. */
  readonly others?: { readonly groups: number; readonly count: number } | undefined;
  readonly onPick: (group: Group) => void;
}

/** How many rows there are of each sort; one click shows those alone. This is how a spam run is found. */
export function Groups<By extends string>({ by, options, onBy, groups, others, onPick }: GroupsProps<By>) {
  const t = useTexts(uiTexts);
  const format = useFormat();
  return (
    <div className="groups">
      <Select<By | ''>
        label={t('groupBy')}
        isInline
        value={by}
        options={[{ value: '', label: t('notGrouped') }, ...options]}
        onChange={onBy}
      />
      {by !== '' && (
        <ul aria-label={t('groupBy')}>
          {groups?.map((group) => (
            <li key={group.value}>
              <button
                type="button"
                className="group"
                onClick={() => onPick(group)}
                title={group.label ?? group.value}
              >
                <span>{group.label ?? (group.value === '' ? t('groupNone') : group.value)}</span>
                <strong>{format.number(group.count)}</strong>
              </button>
            </li>
          ))}
          {others !== undefined && others.groups > 0 && (
            <li className="dim">{t('otherGroups', { groups: others.groups, count: others.count })}</li>
          )}
        </ul>
      )}
    </div>
  );
}
