import { errorFields } from '../../../http/error-fields.ts';
import type { HttpRequest, HttpResponse, Route } from '../../../http/types.ts';
import { slackCode } from '../deliver/slack-errors.ts';
import type { Count, Log } from '../types.ts';
import {
  begin,
  type Finished,
  type FlowOptions,
  finish,
  type Installed,
  type Refusal,
} from './oauth-flow.ts';
import { failurePage, installPage, successPage } from './pages.ts';

export const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';

const COOKIE = 'streamchoice_install';
const COOKIE_LIFE_S = 600;

const WHY: Readonly<Record<Refusal, string>> = {
  cancelled: 'The installation was cancelled in Slack.',
  state: 'This link was used already, is older than ten minutes, or was not made here.',
  browser:
    'The installation was begun in another browser; begin and end it in the same one, with cookies allowed.',
  code: 'Slack sent no code along.',
};

type Options = FlowOptions & {
  readonly log: Log;
  readonly count: Count;
  /** After an installation was kept. Its failure does not undo it. */
  readonly onInstalled: (installed: Installed) => Promise<void>;
};

/** The two pages by which people install the app in their workspace or organisation. */
export function oauthRoutes(options: Options): readonly Route[] {
  return [
    { method: 'GET', path: INSTALL_PATH, handle: () => start(options) },
    { method: 'GET', path: REDIRECT_PATH, handle: (request) => end(options, request) },
  ];
}

async function start(options: Options): Promise<HttpResponse> {
  const { url, cookie } = await begin(options);
  const page = installPage(url);
  const life = `Path=/slack; Max-Age=${COOKIE_LIFE_S}; HttpOnly; Secure; SameSite=Lax`;
  return { ...page, headers: { ...page.headers, 'set-cookie': `${COOKIE}=${cookie}; ${life}` } };
}

async function end(options: Options, request: HttpRequest): Promise<HttpResponse> {
  const finished = await tryFinish(options, request);
  if (finished === null)
    return failurePage(
      502,
      'Slack refused to hand over the access, or could not be reached. Please try again.',
    );
  if (!finished.ok) {
    options.count('install', finished.why);
    options.log.warn({ why: finished.why }, 'slack installation refused');
    return failurePage(finished.why === 'cancelled' ? 200 : 400, WHY[finished.why]);
  }
  const { installed } = finished;
  options.count('install', installed.grant.team === null ? 'organisation' : 'workspace');
  options.log.info(
    { team: installed.grant.team, enterprise: installed.grant.enterprise },
    'slack app installed',
  );
  await options.onInstalled(installed);
  return successPage(installed.teamName, appUrl(installed));
}

async function tryFinish(options: Options, { query, headers }: HttpRequest): Promise<Finished | null> {
  try {
    return await finish(options, {
      state: query.get('state'),
      code: query.get('code'),
      error: query.get('error'),
      cookie: cookieOf(headers.cookie),
    });
  } catch (error) {
    options.count('install', 'failed');
    options.log.error({ ...errorFields(error), code: slackCode(error) }, 'slack installation failed');
    return null;
  }
}

function cookieOf(header: string | undefined): string | null {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === COOKIE)?.[1] ?? null;
}

function appUrl({ appId, grant }: Installed): string {
  const place = grant.team === null ? {} : { team: grant.team };
  return `https://slack.com/app_redirect?${new URLSearchParams({ app: appId, ...place })}`;
}
