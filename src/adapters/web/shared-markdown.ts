import type { ReasonView, SharedView } from '../../conversation/views.ts';

/** Characters with which words could turn into markup in common Markdown. */
const MARKS = /[\\`*_[\]<>#|~]/g;

/** A shared recommendation as Markdown for a wiki, an issue or a pull request. */
export function sharedMarkdown(view: SharedView): string {
  const blocks = [
    `## ${escapeMarks(view.headline)}`,
    view.note === null ? '' : escapeMarks(view.note),
    list('Requirements', view.requirements.map(requirement)),
    list('Why', view.reasons.map(reason)),
    list(
      'What would change it',
      view.wouldChange.map(({ change, pick }) => `${escapeMarks(change)} → **${escapeMarks(pick)}**`),
    ),
    `_As of ${escapeMarks(view.date)}, knowledge ${escapeMarks(view.knowledge)}._`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function requirement(item: SharedView['requirements'][number]): string {
  return `${escapeMarks(item.title)}: **${escapeMarks(item.value)}**${item.how === 'inferred' ? ' (inferred)' : ''}`;
}

function reason({ text, links, house }: ReasonView): string {
  const sources = links.filter((link) => /^https?:\/\/[^\s<>()]+$/.test(link.url));
  const cited = sources.map((link) => `[${escapeMarks(link.title)}](${link.url})`).join(', ');
  // Texts of the knowledge base are Markdown already.
  return `${text.replace(/\s+/g, ' ').trim()}${house ? ' (house rule)' : ''}${cited === '' ? '' : ` (${cited})`}`;
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [`### ${title}`, '', ...lines.map((line) => `- ${line}`)].join('\n');
}

function escapeMarks(words: string): string {
  return words.replace(/\s+/g, ' ').trim().replace(MARKS, '\\$&');
}
