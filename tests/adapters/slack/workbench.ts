import type { SlackAdapter } from '../../../src/adapters/slack/adapter.ts';
import { createSlackAdapter } from '../../../src/adapters/slack/adapter.ts';
import type { OAuthStates } from '../../../src/adapters/slack/install/oauth-flow.ts';
import type { Ports } from '../../../src/adapters/slack/ports.ts';
import type { SlackConfig, SlackMode } from '../../../src/adapters/slack/types.ts';
import { createHttpServer } from '../../../src/http/server.ts';
import type { TurnResult } from '../../../src/turns/types.ts';
import {
  APP_TOKEN,
  BOT_TOKEN,
  BOT_USER,
  type FakeSlack,
  SIGNING_SECRET,
  startFakeSlack,
} from '../../support/fake-slack/index.ts';
import { memoryPorts } from './memory-ports.ts';
import { answered, question, recommendation, status } from './sample-views.ts';
import { reply, type Script, type ScriptedTurns, scriptedTurns } from './scripted-turns.ts';

export type Workbench = {
  readonly slack: FakeSlack;
  readonly adapter: SlackAdapter;
  readonly turns: ScriptedTurns;
  /** What was counted, as `what:reason`. */
  readonly counted: readonly string[];
  /** Log lines: message and fields, as one text each. */
  readonly logged: readonly string[];
  readonly requestUrl: string | null;
  stop(): Promise<void>;
};

export type WorkbenchOptions = {
  readonly mode: SlackMode;
  readonly script?: Script;
  readonly config?: Partial<SlackConfig>;
  readonly now?: () => number;
  readonly ackLimitMs?: number;
  /** Every stored conversation turns out damaged. */
  readonly damaged?: boolean;
  readonly ports?: Partial<Ports>;
  /** False leaves the adapter as it was made. */
  readonly start?: boolean;
};

/** Two channels and a direct message, with the app as member. */
export const DESIGN = 'CDESIGN';
export const TEAM_ROOM = 'CTEAM';
export const DIRECT = 'DANNA';

/** Silence over the socket shows after this. */
const PATIENCE_MS = 700;

/** One workspace by its token installs nothing. */
export const noInstalls: OAuthStates = {
  begin: () => Promise.reject(new Error('not used')),
  consume: () => Promise.reject(new Error('not used')),
};

/** The real adapter against the fake workspace, with scripted turns behind it. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const slack = await startFakeSlack({ patienceMs: PATIENCE_MS });
  slack.addChannel(TEAM_ROOM, 'public', [BOT_USER, 'UANNA', 'UBERT']);
  slack.addChannel(DESIGN, 'public', [BOT_USER, 'UANNA']);
  slack.addChannel(DIRECT, 'im', [BOT_USER, 'UANNA']);
  const counted: string[] = [];
  const logged: string[] = [];
  const keep = (fields: object, message: string): void => void logged.push(`${message} ${inspect(fields)}`);
  const log = { info: keep, warn: keep, error: keep };
  const turns: ScriptedTurns = scriptedTurns(() => adapter.deliverer, options.script ?? interview);
  const adapter = createSlackAdapter({
    config: {
      botToken: BOT_TOKEN,
      appToken: APP_TOKEN,
      signingSecret: SIGNING_SECRET,
      apiUrl: slack.apiUrl,
      ...options.config,
    },
    mode: options.mode,
    ports: memoryPorts(options.ports),
    turns: options.damaged ? { handle: damaged } : turns,
    install: { vault: null, states: noInstalls },
    log,
    metrics: { count: (_name, { what, reason }) => void counted.push(`${what}:${reason}`) },
    now: options.now ?? Date.now,
    ...(options.ackLimitMs === undefined ? {} : { ackLimitMs: options.ackLimitMs }),
  });
  const server = createHttpServer({ routes: adapter.routes, log });
  const { port } = await server.listen({ port: 0, host: '127.0.0.1' });
  const requestUrl = `http://127.0.0.1:${port}/slack/events`;
  if (options.start !== false) await adapter.start();
  slack.deliverTo(options.mode === 'http' ? { requestUrl } : 'socket');
  return {
    slack,
    adapter,
    turns,
    counted,
    logged,
    requestUrl,
    stop: async () => {
      await adapter.stop();
      await server.stop();
      await slack.stop();
    },
  };
}

function damaged(): Promise<TurnResult> {
  return Promise.resolve({ status: 'damaged', conversation: 'conv-1', reason: 'made so' });
}

/** Root and question at the start; the question turns into its answer, then the recommendation follows. */
export const interview: Script = ({ event, actor }) => {
  if (event.kind === 'start') {
    return [reply('root', status({ startedBy: actor.id })), reply('q1', question())];
  }
  return [
    reply(
      'root',
      status({
        text: 'Recommended: Alpha (lean)',
        headline: 'Recommended: Alpha (lean)',
        stage: 'recommended',
      }),
    ),
    reply('q1', answered({ by: actor.id })),
    reply('v2', recommendation()),
  ];
};

/** A message as people read it: the mrkdwn and plain texts of its blocks. */
export function shown(message: { readonly blocks: readonly unknown[] }): string {
  return message.blocks.flatMap(textsIn).join('\n');
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}

function inspect(fields: object): string {
  return JSON.stringify(fields, (_key, value) =>
    value instanceof Error ? `${value.name}: ${value.message}` : value,
  );
}
