import type { KnownBlock } from '@slack/types';
import type { RecordView } from '../../../conversation/views.ts';
import { context, header, type Message, sections } from './blocks.ts';
import { escapeText, linkTo } from './mrkdwn.ts';

/** A decision record to be read in the thread; the same as a file travels beside it where the app may upload. */
export function renderRecord(view: RecordView): Message {
  const blocks: KnownBlock[] = [
    header(view.title),
    ...sections(recordText(view.text)),
    ...context(`Decision record ${escapeText(view.id)} · ${escapeText(view.fileName)}`),
  ];
  return { text: escapeText(view.text), blocks };
}

/** Our own Markdown record as Slack's markup: front matter and title stand elsewhere. */
function recordText(markdown: string): string {
  const body = markdown.replace(/^---\n[\s\S]*?\n---\n+/, '').replace(/^# .*\n+/, '');
  return body.split('\n').map(lineText).join('\n');
}

function lineText(line: string): string {
  const heading = /^#{2,6} (.*)$/.exec(line);
  const words = inlineText(heading?.[1] ?? line.replace(/^\* /, ''));
  if (heading !== null) return `*${words}*`;
  return line.startsWith('* ') ? `• ${words}` : words;
}

/** Links become Slack's; entities and escapes of the record become plain characters, then Slack's own escapes. */
function inlineText(text: string): string {
  const links = [...text.matchAll(/\[((?:\\.|[^\]\\])*)\]\((https?:[^)\s]+)\)/g)];
  let result = '';
  let end = 0;
  for (const match of links) {
    const [whole, title = '', url = ''] = match;
    result += escapeText(plainText(text.slice(end, match.index))) + linkTo({ title: plainText(title), url });
    end = match.index + whole.length;
  }
  return result + escapeText(plainText(text.slice(end)));
}

function plainText(markdown: string): string {
  return markdown
    .replaceAll(/\\([\\`*_[\]|])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
