import { type Kysely, sql } from 'kysely';

/** Lists of past conversations, and what people think of replies. Both go with their conversation. */
export async function addOverviewsAndFeedback(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('overviews')
    .addColumn('conversation', 'text', (col) =>
      col.primaryKey().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('platform', 'text', (col) => col.notNull())
    .addColumn('place', 'text')
    .addColumn('started_by', 'text', (col) => col.notNull())
    .addColumn('stage', 'text', (col) => col.notNull())
    .addColumn('headline', 'text', (col) => col.notNull())
    .addColumn('at', 'bigint', (col) => col.notNull())
    .execute();
  await db.schema
    .createIndex('overviews_by_person')
    .on('overviews')
    .columns(['platform', 'started_by', 'at'])
    .execute();
  await db.schema
    .createIndex('overviews_by_place')
    .on('overviews')
    .columns(['platform', 'place', 'at'])
    .where(sql.ref('place'), 'is not', null)
    .execute();
  await createFeedback(db);
}

async function createFeedback(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('feedback')
    .addColumn('conversation', 'text', (col) =>
      col.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('slot', 'text', (col) => col.notNull())
    .addColumn('person', 'text', (col) => col.notNull())
    .addColumn('about', 'text', (col) => col.notNull())
    .addColumn('vote', 'text', (col) => col.notNull())
    .addColumn('reason', 'text')
    .addColumn('comment', 'text')
    .addColumn('knowledge', 'text', (col) => col.notNull())
    .addColumn('at', 'bigint', (col) => col.notNull())
    .addPrimaryKeyConstraint('feedback_pk', ['conversation', 'slot', 'person'])
    .execute();
}
