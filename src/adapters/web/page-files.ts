import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { HttpRequest, HttpResponse, Route } from '../../http/types.ts';
import { notLocal } from './local-only.ts';

const PUBLIC = new URL('../../../public/', import.meta.url);
const TYPES = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

/** Everything the page is made of; nothing else of the folder is served. */
const FILES: readonly { readonly path: string; readonly file: string; readonly type: keyof typeof TYPES }[] =
  [
    { path: '/', file: publicFile('index.html'), type: 'html' },
    { path: '/page.css', file: publicFile('page.css'), type: 'css' },
    { path: '/icon.svg', file: publicFile('icon.svg'), type: 'svg' },
    ...['main', 'api', 'cards', 'composer', 'markdown', 'messages', 'own-words', 'post-result'].map(
      (name) => ({ path: `/page/${name}.js`, file: publicFile(`page/${name}.js`), type: 'js' }) as const,
    ),
    {
      path: '/vendor/adaptivecards.min.js',
      file: createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'),
      type: 'js',
    },
  ];

/** No inline script, no foreign host, no frame: what the page shows came from here. */
const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // HTML comes only out of the renderer of the cards, which gets it from our own safe markdown.
    "require-trusted-types-for 'script'",
    'trusted-types adaptivecards#markdownPassthroughPolicy adaptivecards#restoreContentsPolicy adaptivecards#deprecatedExportedFunctionPolicy',
  ].join('; '),
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-cache',
};

/** The page's own files as routes, read on first use, with an ETag each. */
export function pageFileRoutes(): Route[] {
  return FILES.map(({ path, file, type }) => {
    const load = once(() => loadFile(file));
    const handle = (request: HttpRequest) => serve(request, load, TYPES[type]);
    return { method: 'GET', path, handle };
  });
}

type Loaded = { readonly bytes: Buffer; readonly etag: string };

async function serve(
  request: HttpRequest,
  load: () => Promise<Loaded>,
  contentType: string,
): Promise<HttpResponse> {
  const refusal = notLocal(request);
  if (refusal !== null) return { status: 403, body: refusal };
  const { bytes, etag } = await load();
  const headers = { ...PAGE_HEADERS, 'content-type': contentType, etag };
  return request.headers['if-none-match'] === etag
    ? { status: 304, headers }
    : { status: 200, headers, body: bytes };
}

async function loadFile(file: string): Promise<Loaded> {
  const bytes = await readFile(file);
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
}

/** A load that failed is tried again at the next request. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}

function publicFile(name: string): string {
  return fileURLToPath(new URL(name, PUBLIC));
}
