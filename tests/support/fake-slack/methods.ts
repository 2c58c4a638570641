import { CHAT_METHODS } from './chat-methods.ts';
import { CONVERSATION_METHODS } from './conversation-methods.ts';
import { FILE_METHODS } from './file-methods.ts';
import { type Method, no } from './method-call.ts';
import { VIEW_METHODS } from './view-methods.ts';

/** The Web API methods that a bot token can call here, with the rules that make them fail. */
export const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': ({ workspace: { team } }) => ({
    ok: true,
    url: `https://${team.name}.slack.com/`,
    team_id: team.id,
    user_id: team.botUser,
    bot_id: team.botId,
    team: team.name,
    user: 'streamchoice',
    ...(team.enterprise === null ? {} : { enterprise_id: team.enterprise }),
    is_enterprise_install: false,
  }),
  'users.info': ({ workspace, args: { user = '' } }) => {
    const found = workspace.users.get(user);
    if (found === undefined) return no('user_not_found');
    const { id, name, realName } = found;
    const profile = { real_name: realName, display_name: name };
    return { ok: true, user: { id, name, real_name: realName, profile, is_bot: false } };
  },
  'assistant.threads.setStatus': assistant('assistant.threads.setStatus'),
  'assistant.threads.setSuggestedPrompts': assistant('assistant.threads.setSuggestedPrompts'),
  'assistant.threads.setTitle': assistant('assistant.threads.setTitle'),
  ...CHAT_METHODS,
  ...CONVERSATION_METHODS,
  ...VIEW_METHODS,
  ...FILE_METHODS,
};

function assistant(method: string): Method {
  return ({ workspace, args }) => {
    const channel = workspace.channels.get(args['channel_id'] ?? '');
    if (channel === undefined) return no('channel_not_found');
    workspace.assistant.push({ method, args });
    return { ok: true };
  };
}
