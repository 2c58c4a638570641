import type { Store, Tables } from '../store/open-store.ts';
import { names, scrub } from './scrub.ts';
import { conversationsOf, occursIn, owns, type Subject } from './subject.ts';

/** What was deleted, by kind; `cleaned` conversations are others' and go on without the person. */
export type Deleted = {
  readonly conversations: number;
  readonly cleaned: number;
  readonly questions: number;
  readonly settings: number;
  readonly installations: number;
};

/**
 * Delete everything that is kept of a person or a workspace. Conversations are handled one by one, each as a transaction, so
 * that the service goes on meanwhile; a call that is interrupted may simply be made again.
 */
export async function deleteData(store: Store, subject: Subject): Promise<Deleted> {
  let [conversations, cleaned] = [0, 0];
  for (const id of await conversationsOf(store, subject)) {
    const outcome = await store.transaction((tables) => deleteFrom(tables, subject, id));
    if (outcome === 'deleted') conversations += 1;
    if (outcome === 'cleaned') cleaned += 1;
  }
  const rest = await store.transaction((tables) => deleteRest(tables, subject));
  return { conversations, cleaned, ...rest };
}

async function deleteFrom(
  tables: Tables,
  subject: Subject,
  id: string,
): Promise<'deleted' | 'cleaned' | 'none'> {
  const held = await tables.holdings.read(id);
  if (held === null || !occursIn(subject, held)) return 'none';
  // A workspace that is merely mentioned in another one's conversation is not data of that workspace.
  if (!owns(subject, held) && subject.kind === 'workspace') return 'none';
  const clean = owns(subject, held) ? null : scrub(held, subject.id);
  if (clean === null) {
    await tables.holdings.remove(id);
    return 'deleted';
  }
  await tables.holdings.rewrite(clean, subject.id);
  return 'cleaned';
}

async function deleteRest(
  tables: Tables,
  { kind, platform, id }: Subject,
): Promise<Omit<Deleted, 'conversations' | 'cleaned'>> {
  const settings = (await tables.holdings.settings(id)).filter(({ scope, key }) =>
    names(`${scope} ${key}`, id),
  );
  for (const { scope, key } of settings) await tables.settings.remove(scope, key);
  if (kind === 'workspace') {
    await tables.holdings.removePaces(id);
    return { questions: 0, settings: settings.length, installations: await uninstall(tables, platform, id) };
  }
  await tables.feedback.forget(id);
  const questions = await tables.holdings.removeQuestions(id);
  return {
    questions,
    settings: settings.length,
    installations: await tables.holdings.forgetInstaller(platform, id),
  };
}

async function uninstall(tables: Tables, platform: string, id: string): Promise<number> {
  const all = await tables.installations.all();
  const theirs = all.filter((row) => row.platform === platform && names(row.workspace, id));
  for (const { workspace } of theirs) await tables.installations.remove(platform, workspace);
  return theirs.length;
}
