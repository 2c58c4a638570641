import { readConfig } from '../config.ts';
import { deleteData } from '../subjects/delete-data.ts';
import { exportData } from '../subjects/export-data.ts';
import type { Subject } from '../subjects/subject.ts';
import type { KnowledgeWorld } from './knowledge-world.ts';
import { openServiceStore } from './service-store.ts';
import { type Call, UsageError } from './usage.ts';

/**
 * `data export|delete --person <platform:id> | --workspace <platform:id>`: hand out or delete everything that is kept of
 * them, as one JSON document or a count by kind. Safe while the service runs.
 */
export async function runData(call: Call, world: KnowledgeWorld): Promise<0> {
  const verb = call.words.join(' ');
  if (verb !== 'export' && verb !== 'delete')
    throw new UsageError(`data takes "export" or "delete"; got "${verb}".`);
  const subject = subjectOf(call);
  const store = await openServiceStore(readConfig(world.env));
  try {
    if (verb === 'export') return print(world, await exportData(store, subject));
    const deleted = await deleteData(store, subject);
    await store.compact();
    return print(world, { subject, deleted });
  } finally {
    await store.close();
  }
}

function subjectOf({ person, workspace }: Call): Subject {
  if ((person === null) === (workspace === null))
    throw new UsageError('data needs either --person <platform:id> or --workspace <platform:id>.');
  const kind = person === null ? 'workspace' : 'person';
  const given = person ?? workspace ?? '';
  const [, platform, id] = /^([a-z]+):(.+)$/s.exec(given.trim()) ?? [];
  if (platform !== undefined && id !== undefined) return { kind, platform, id };
  throw new UsageError(`--${kind} takes <platform:id>, e.g. slack:U0123ABCD or teams:<id>; got "${given}".`);
}

function print(world: KnowledgeWorld, value: object): 0 {
  world.output.write(`${JSON.stringify(value, null, 2)}\n`);
  return 0;
}
