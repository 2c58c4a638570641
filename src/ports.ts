import type { Ports } from './adapters/slack/ports.ts';
import type { Context } from './conversation/context.ts';
import { meansSomething } from './conversation/manners.ts';
import { shareDraft } from './conversation/share.ts';
import type { Store } from './store/open-store.ts';
import { deleteData } from './subjects/delete-data.ts';
import type { Turns } from './turns/create-turns.ts';
import { VERSION } from './version.ts';

export type { Ports };

/**
 * What an adapter reads beside its turns, from the store and the conversation room. `current` gives the knowledge in use
 * at the moment of asking: it is taken up anew while the service runs.
 */
export function portsOf(current: () => Context, store: Store, turns: Pick<Turns, 'conversation'>): Ports {
  const { settings, overviews, shares } = store;
  return {
    settings,
    overviews,
    votes: (conversations) => store.feedback.onRecommendations(conversations),
    shares,
    conversation: (id) => turns.conversation(id),
    preview: async (id, by) => {
      const read = await turns.conversation(id);
      if (read.status !== 'found' || read.state === null) return null;
      const moment = { actor: { id: by, name: '' }, now: Date.now() };
      return shareDraft(current(), read.state, { note: null }, moment);
    },
    means: (text) => meansSomething(current(), text),
    forget: async (platform, id) => {
      await deleteData(store, { kind: 'person', platform, id });
    },
    about: { version: VERSION, knowledge: () => current().knowledge.version },
  };
}
