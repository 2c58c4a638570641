import { join } from 'node:path';
import { z } from 'zod';
import { RETENTION, type Retention, retentionOf, retentionProblems } from './retention.ts';
import { type KeyRing, readKeyRing } from './secrets/key-ring.ts';
import { SecretsError } from './secrets/secrets-error.ts';
import { DEFAULT_LIMITS, type Limits } from './turns/limits.ts';

/** What cannot run, said in one line each: which variable, what is wrong, what to do. */
export class ConfigError extends Error {
  readonly code = 'CONFIG';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((one) => `- ${one}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const text = z.string().trim().min(1).optional();
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Where tools that belong to a checkout keep what they can make again; gone with the next `npm ci`. */
const CACHE_FOLDER = join(import.meta.dirname, '..', 'node_modules', '.cache', 'streamchoice');

/** Only the variables we use; everything else in the environment is somebody else's. */
const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATABASE_URL: text,
  STREAMCHOICE_DATA: z.string().trim().min(1).default('data'),
  STREAMCHOICE_KNOWLEDGE: text,
  STREAMCHOICE_CACHE: z.string().trim().min(1).default(CACHE_FOLDER),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  NODE_ENV: text,
  SLACK_BOT_TOKEN: text,
  SLACK_APP_TOKEN: text,
  SLACK_SIGNING_SECRET: text,
  SLACK_CLIENT_ID: text,
  SLACK_CLIENT_SECRET: text,
  SLACK_API_URL: z.url().default('https://slack.com/api/'),
  MicrosoftAppId: text,
  MicrosoftAppPassword: text,
  MicrosoftAppType: text,
  MicrosoftAppTenantId: text,
  STREAMCHOICE_SECRET_KEYS: text,
  STREAMCHOICE_LIMIT_PERSON: z.coerce.number().int().min(0).default(DEFAULT_LIMITS.perPerson),
  STREAMCHOICE_LIMIT_WORKSPACE: z.coerce.number().int().min(0).default(DEFAULT_LIMITS.perWorkspace),
  ...RETENTION,
  STREAMCHOICE_OUTBOUND_HOSTS: text,
  STREAMCHOICE_TEAMS_LOCAL: z.stringbool().default(false),
});

type Environment = z.infer<typeof environment>;

export type SlackConfig = { readonly apiUrl: string } & SlackPlaces & SlackWayIn;
/** One workspace, or many that install the app by themselves. */
type SlackPlaces =
  | { readonly botToken: string }
  | { readonly oauth: { readonly clientId: string; readonly clientSecret: string } };
type SlackWayIn =
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string };

export type TeamsConfig =
  | { readonly mode: 'local' }
  | { readonly mode: 'cloud'; readonly environment: Readonly<Record<string, string>> };

export type Config = {
  readonly port: number;
  /** Only chat platforms that deliver over HTTP need more than loopback. */
  readonly host: string;
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
  readonly overlays: readonly string[];
  /** Prepared knowledge, for a quick start. */
  readonly cacheFolder: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Deliveries a minute before people are told to slow down; 0: no limit. */
  readonly limits: Limits;
  readonly retention: Retention;
  /** Hosts beside those of the chat platforms that may be called, e.g. a proxy. */
  readonly outboundHosts: readonly string[];
  /** Seals stored tokens; null when no keys are given. */
  readonly keyRing: KeyRing | null;
  readonly slack: SlackConfig | null;
  readonly teams: TeamsConfig | null;
};

/**
 * Turn the environment into a typed configuration. An empty variable counts as not set.
 * @throws ConfigError with one line per problem: the variable, what is wrong, what to do.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => problem(issue, given)));
  const problems = [
    ...slackProblems(parsed.data),
    ...teamsProblems(parsed.data),
    ...keyProblems(parsed.data),
    ...retentionProblems(parsed.data),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  return build(parsed.data);
}

function build(env: Environment): Config {
  const slack = slackOf(env);
  const teams = teamsOf(env);
  const installs = slack !== null && 'oauth' in slack;
  const reachable = slack?.mode === 'http' || installs || teams?.mode === 'cloud';
  return {
    port: env.PORT,
    host: reachable ? '0.0.0.0' : '127.0.0.1',
    databaseUrl: env.DATABASE_URL ?? null,
    dataFolder: env.STREAMCHOICE_DATA,
    overlays: (env.STREAMCHOICE_KNOWLEDGE ?? '').split(':').filter((folder) => folder !== ''),
    cacheFolder: env.STREAMCHOICE_CACHE,
    logLevel: env.LOG_LEVEL,
    limits: { perPerson: env.STREAMCHOICE_LIMIT_PERSON, perWorkspace: env.STREAMCHOICE_LIMIT_WORKSPACE },
    retention: retentionOf(env),
    outboundHosts: (env.STREAMCHOICE_OUTBOUND_HOSTS ?? '').split(/[\s,]+/).filter((host) => host !== ''),
    keyRing: env.STREAMCHOICE_SECRET_KEYS === undefined ? null : readKeyRing(env.STREAMCHOICE_SECRET_KEYS),
    slack,
    teams,
  };
}

function slackOf(env: Environment): SlackConfig | null {
  const places = slackPlaces(env);
  if (places === null) return null;
  const base = { ...places, apiUrl: env.SLACK_API_URL };
  if (env.SLACK_APP_TOKEN !== undefined) return { ...base, mode: 'socket', appToken: env.SLACK_APP_TOKEN };
  return { ...base, mode: 'http', signingSecret: env.SLACK_SIGNING_SECRET ?? '' };
}

function slackPlaces(env: Environment): SlackPlaces | null {
  const { SLACK_BOT_TOKEN: botToken, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = env;
  if (botToken !== undefined) return { botToken };
  return clientId === undefined || clientSecret === undefined ? null : { oauth: { clientId, clientSecret } };
}

function teamsOf(env: Environment): TeamsConfig | null {
  if (env.STREAMCHOICE_TEAMS_LOCAL) return { mode: 'local' };
  if (env.MicrosoftAppId === undefined) return null;
  const names = [
    'MicrosoftAppId',
    'MicrosoftAppPassword',
    'MicrosoftAppType',
    'MicrosoftAppTenantId',
  ] as const;
  const pairs = names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]));
  return { mode: 'cloud', environment: Object.fromEntries(pairs) };
}

function slackProblems(env: Environment): string[] {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: secret } = env;
  const { SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: clientSecret } = env;
  const installs = id !== undefined || clientSecret !== undefined;
  if (bot === undefined && !installs && (app !== undefined || secret !== undefined))
    return [
      'SLACK_BOT_TOKEN is missing, but other Slack variables are set: add the bot token (xoxb-...), or unset them.',
    ];
  if (installs) return installProblems(env);
  if (bot !== undefined && app === undefined && secret === undefined)
    return [
      'SLACK_BOT_TOKEN is set alone: add SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).',
    ];
  if (bot !== undefined && !bot.startsWith('xoxb-'))
    return ['SLACK_BOT_TOKEN does not start with "xoxb-": take the Bot User OAuth Token of the app.'];
  return appTokenProblems(env);
}

/** Installation by many workspaces needs a way in, and keys for the tokens it will keep. */
function installProblems(env: Environment): string[] {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: secret } = env;
  if (bot !== undefined)
    return [
      'SLACK_BOT_TOKEN (one workspace) and SLACK_CLIENT_ID (many workspaces) exclude each other: unset one of them.',
    ];
  for (const name of ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'STREAMCHOICE_SECRET_KEYS'] as const)
    if (env[name] === undefined) return [`${name} is missing; ${INSTALL_NEEDS[name]}`];
  if (app === undefined && secret === undefined)
    return ['SLACK_CLIENT_ID is set without a way in: add SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN.'];
  return appTokenProblems(env);
}

const INSTALL_NEEDS = {
  SLACK_CLIENT_ID: 'it stands beside the client secret under "Basic Information" of the Slack app.',
  SLACK_CLIENT_SECRET: 'it stands beside the client id under "Basic Information" of the Slack app.',
  STREAMCHOICE_SECRET_KEYS:
    'tokens of installed workspaces are kept encrypted; make a key with: echo "k1:$(openssl rand -base64 32)"',
} as const;

function appTokenProblems({ SLACK_APP_TOKEN: app }: Environment): string[] {
  if (app === undefined || app.startsWith('xapp-')) return [];
  return ['SLACK_APP_TOKEN does not start with "xapp-": take the app-level token with connections:write.'];
}

function keyProblems({ STREAMCHOICE_SECRET_KEYS: keys }: Environment): string[] {
  if (keys === undefined) return [];
  try {
    readKeyRing(keys);
    return [];
  } catch (error) {
    if (error instanceof SecretsError) return [error.message];
    throw error;
  }
}

function teamsProblems(env: Environment): string[] {
  if (env.STREAMCHOICE_TEAMS_LOCAL && env.NODE_ENV === 'production')
    return [
      'STREAMCHOICE_TEAMS_LOCAL accepts anybody and is refused with NODE_ENV=production: unset one of them.',
    ];
  if (env.STREAMCHOICE_TEAMS_LOCAL && env.MicrosoftAppId !== undefined)
    return ['STREAMCHOICE_TEAMS_LOCAL and MicrosoftAppId exclude each other: unset one of them.'];
  const needed =
    env.MicrosoftAppType?.toLowerCase() === 'userassignedmsi' ? [] : (['MicrosoftAppPassword'] as const);
  const missing = (['MicrosoftAppType', 'MicrosoftAppTenantId', ...needed] as const).filter(
    (name) => env[name] === undefined,
  );
  if (env.MicrosoftAppId === undefined)
    return env.MicrosoftAppPassword === undefined
      ? []
      : [
          'MicrosoftAppPassword is set without MicrosoftAppId: without an id every caller would be let in; add it.',
        ];
  return missing.map(
    (name) => `${name} is missing beside MicrosoftAppId: set it (type SingleTenant or UserAssignedMSI).`,
  );
}

/** Values of secrets never appear in a message; the others are repeated, since they tell what to mend. */
function problem(issue: z.core.$ZodIssue, given: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0] ?? 'environment');
  const came = /TOKEN|SECRET|KEYS|PASSWORD|DATABASE_URL/i.test(name) ? '' : `, got "${given[name] ?? ''}"`;
  return `${name}: ${issue.message}${came}. Mend it or unset it for the default.`;
}
