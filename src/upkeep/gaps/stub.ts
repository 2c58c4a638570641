import { STOP_WORDS } from '../../knowledge/lookup/stop-words.ts';
import type { QuestionGroup } from './group-questions.ts';

/** A new section file, ready to be filled in; `path` inside a knowledge folder. */
export type Stub = { readonly path: string; readonly content: string };

/** A slug says what the section is about; more words would not be read. */
const SLUG_WORDS = 5;
/** Wordings taken over as aliases. */
const ALIASES = 8;

/**
 * A section to start from: what people asked stands there as aliases, and everything that must come from a person is
 * empty, so that the check refuses the file until it has been filled in.
 */
export function stubFor(group: QuestionGroup, engine: string, topic: string): Stub {
  const [question = ''] = group.wordings;
  const last = new Date(group.at).toISOString().slice(0, 10);
  const aliases = group.wordings.slice(0, ALIASES).map((wording) => `  - ${JSON.stringify(wording)}`);
  return {
    path: `sections/${engine}/${topic}/${slugOf(question)}.md`,
    content: [
      '---',
      `# Asked ${group.asked} ${group.asked === 1 ? 'time' : 'times'}, last on ${last}. Check the folder: is it the right engine and topic?`,
      'title: ""',
      'aliases:',
      ...aliases,
      'terms: []',
      'holds: ""',
      'checked: ""',
      'links: []',
      '---',
      'Answer in the first sentence, then say what else one must know: 60 to 150 words in all.',
      '',
    ].join('\n'),
  };
}

function slugOf(question: string): string {
  const words = question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !STOP_WORDS.has(word));
  const slug = (telling.length > 0 ? telling : words).slice(0, SLUG_WORDS).join('-');
  return slug.normalize('NFKD').replace(/[^a-z0-9-]/g, '') || 'new-section';
}
