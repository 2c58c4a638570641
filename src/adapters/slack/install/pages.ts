import { createHash } from 'node:crypto';
import type { HttpResponse } from '../../../http/types.ts';
import { SCOPES } from '../scopes.ts';

const STYLE = [
  ':root{color-scheme:light dark}',
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:38rem;margin:3rem auto;padding:0 1rem}',
  'a.main{display:inline-block;padding:.6rem 1.1rem;border-radius:.4rem;background:#1f3a5f;color:#fff}',
  'a.main:focus-visible{outline:3px solid #b8860b;outline-offset:2px}',
].join('');
/** Only this style sheet may apply; there are no scripts. */
const POLICY = `default-src 'none'; frame-ancestors 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

/** The page with the button that leads to Slack, and what the app asks for and why. */
export function installPage(url: string): HttpResponse {
  return page(200, 'Install streamchoice', [
    '<p>streamchoice recommends a stream processor for a workload, with reasons and sources.</p>',
    `<p><a class="main" href="${escapeHtml(url)}">Add to Slack</a></p>`,
    '<h2>What it asks for</h2>',
    `<ul>${SCOPES.map((use) => `<li><code>${use.scope}</code> ${escapeHtml(use.reason)}${withoutIt(use.without)}.</li>`).join('')}</ul>`,
    '<p>The button works for ten minutes and in this browser only.</p>',
  ]);
}

function withoutIt(without: string | null): string {
  return without === null ? '' : ` (optional: without it, ${escapeHtml(without)})`;
}

/** Installed; `appUrl` opens it in Slack. */
export function successPage(teamName: string, appUrl: string): HttpResponse {
  return page(200, 'streamchoice is installed', [
    `<p>It is installed in <strong>${escapeHtml(teamName)}</strong>. Type <code>/streamchoice</code> in any channel, or write to it directly.</p>`,
    `<p><a class="main" href="${escapeHtml(appUrl)}">Open in Slack</a></p>`,
  ]);
}

/** Not installed, why, and the way to try again. */
export function failurePage(status: number, why: string): HttpResponse {
  return page(status, 'streamchoice was not installed', [
    `<p>${escapeHtml(why)}</p>`,
    '<p><a class="main" href="/slack/install">Try again</a></p>',
  ]);
}

function page(status: number, title: string, body: readonly string[]): HttpResponse {
  const html = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title><style>${STYLE}</style></head>`,
    `<body><main><h1>${title}</h1>${body.join('')}</main></body></html>`,
  ].join('');
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY };
  return { status, headers, body: html };
}

function escapeHtml(text: string): string {
  return text.replaceAll(
    /[&<>"']/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character] ?? '',
  );
}
