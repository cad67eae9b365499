import { useTexts } from '../../../text/index.js';
import { Action, Icon, ListToolbar, Menu, MenuItem, type List } from '../../../ui/index.js';
import type { Message } from './message.js';
import { messageTexts } from './messages.text.js';
import type { MessageActions } from './use-message-actions.js';

export interface MessageToolbarProps {
  readonly list: List<Message>;
  readonly actions: MessageActions;
  readonly onAgain: () => void;
  readonly onCmdlet: () => void;
}

export function MessageToolbar({ list, actions, onAgain, onCmdlet }: MessageToolbarProps) {
  const t = useTexts(messageTexts);
  const { count, permission, order, remove, open } = actions;
  const reason = count === 0 ? t('choose') : undefined;
  return (
    <ListToolbar label={t('toolbar')} {...{ list, onRefresh: onAgain }}>
      <Action
        label={t('open')}
        icon="tracking"
        keys="Enter"
        isDisabled={open === undefined}
        onPress={() => open?.()}
      />
      <span className="divider" />
      <Action
        {...{ permission, reason }}
        label={t('retry')}
        icon="retry"
        keys="r"
        onPress={() => order('Retry')}
      />
      <Action
        {...{ permission, reason }}
        label={t('suspend')}
        icon="pause"
        keys="s"
        onPress={() => order('Suspend')}
      />
      <Action
        {...{ permission, reason }}
        label={t('resume')}
        icon="play"
        keys="u"
        onPress={() => order('Resume')}
      />
      <Action {...{ permission, reason }} label={t('remove')} icon="remove" keys="Del" onPress={remove} />
      <span className="divider" />
      <Menu button={<Icon name="more" />} label={t('more')}>
        <MenuItem
          label={t('resubmit')}
          icon="retry"
          isDisabled={!permission.allowed || count === 0}
          onAction={() => order('Resubmit')}
        />
        <MenuItem
          label={t('redirect')}
          icon="servers"
          isDisabled={!permission.allowed || count === 0 || !actions.hasOtherServers}
          onAction={actions.redirect}
        />
        <MenuItem label={t('asCmdlet')} icon="copy" onAction={onCmdlet} />
      </Menu>
    </ListToolbar>
  );
}
