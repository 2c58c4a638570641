import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoreOptions } from '../../src/store/open-store.ts';
import { directSql } from '../../tests/support/direct-sql.ts';
import { TEAM } from '../../tests/support/fake-slack/index.ts';
import type { Place } from '../slack/workspace.ts';

const SAMPLE = join(import.meta.dirname, '../../tests/fixtures/states/v1-mid-interview.json');

export type OldInterview = { readonly id: string; readonly token: string };

/** Put an interview into the store as the first released version wrote it, with an open question. */
export async function oldInterview(options: StoreOptions, place: Place): Promise<OldInterview> {
  const stored = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { question: { token: string } };
  const id = `old-${place.channel}`;
  const address = { team: TEAM, channel: place.channel, thread: null, responseUrl: null };
  const [state, where] = [JSON.stringify({ ...stored, id }), JSON.stringify(address)].map(quoted);
  await directSql(
    options,
    `insert into conversations (id, platform, address, state, schema_version, version, updated_at)
     values ('${id}', 'slack', ${where}, ${state}, 1, 12, ${Date.now()})`,
  );
  await directSql(
    options,
    `insert into conversation_keys (platform, key, conversation)
     values ('slack', 'slack:${TEAM}:${place.channel}:', '${id}')`,
  );
  return { id, token: stored.question.token };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
