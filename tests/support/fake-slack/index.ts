import { type Acknowledged, httpLine, type Line, type Outgoing, socketLine } from './deliver.ts';
import { createFaults, type Faults } from './faults.ts';
import { createGrants, type Grants } from './grants.ts';
import { createOauth, type FakeOauth } from './oauth.ts';
import { createPeople, type People } from './people.ts';
import { persistent } from './persistent.ts';
import { createResponseUrls, type ResponseUrls } from './response-urls.ts';
import { createRules, type FakeRules } from './rules.ts';
import { type Call, startServer } from './server.ts';
import { shippedEvents, shippedScopes } from './shipped.ts';
import { createSockets, type Sockets } from './sockets.ts';
import { createWorkspace, type FakeTeamInfo, TEAM, type Workspace } from './workspace.ts';

export const BOT_TOKEN = 'xoxb-fake-token';
export const APP_TOKEN = 'xapp-fake-token';
export const SIGNING_SECRET = 'fake-signing-secret';

/** A workspace and its people. */
export type FakeTeam = Workspace & People;

/** One delivery and how long its acknowledgement took. */
export type Delivered = Acknowledged & { readonly kind: Outgoing['kind']; readonly retry: number };

/**
 * Slack for tests: real HTTP and a real websocket on the loopback. People type, say and press; the app is told over HTTP
 * or the socket as Slack would, and what it posts ends up in the workspace. The first workspace has the app installed
 * with the scopes of the shipped manifest, and only its events are delivered; further workspaces can be added.
 */
export type FakeSlack = FakeTeam &
  Pick<Faults, 'failNext'> & {
    readonly apiUrl: string;
    readonly calls: readonly Call[];
    readonly sockets: Sockets;
    readonly rules: FakeRules;
    readonly grants: Grants;
    readonly oauth: FakeOauth;
    readonly responses: ResponseUrls;
    /** All deliveries so far, each try of its own. */
    readonly deliveries: readonly Delivered[];
    /** Those that the app acknowledged later than within 3 s, or never. */
    late(): readonly Delivered[];
    /** Milliseconds by which Slack's clock, and with it the life of tokens, is ahead of ours. */
    setClockAhead(ms: number): void;
    /** What the app may do in the first workspace from now on. */
    grant(scopes: readonly string[]): void;
    addWorkspace(team: Partial<FakeTeamInfo> & { readonly id: string }): FakeTeam;
    /** From now on deliveries go to this request URL, or over the socket. */
    deliverTo(target: { readonly requestUrl: string; readonly skewSeconds?: number } | 'socket'): void;
    /** Events that fail are delivered again after these pauses (Slack: at once, a minute, five minutes). */
    persist(pausesMs: readonly number[]): void;
    /** Any delivery as it is, `retry` times delivered before. */
    send(outgoing: Outgoing, retry?: number): Promise<Acknowledged>;
    stop(): Promise<void>;
  };

export type FakeSlackOptions = {
  /** How long an acknowledgement is awaited; Slack's own is 3 s. A test that awaits silence may shorten it. */
  readonly patienceMs?: number;
  readonly scopes?: readonly string[];
  /** Event subscriptions; null delivers whatever the scopes allow. */
  readonly events?: readonly string[] | null;
};

const PATIENCE_MS = 3_000;

export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const { patienceMs = PATIENCE_MS, scopes = shippedScopes(), events = shippedEvents() } = options;
  const clock = { aheadMs: 0 };
  const now = (): number => Date.now() + clock.aheadMs;
  const first = createWorkspace();
  const workspaces = new Map<string, Workspace>([[TEAM, first]]);
  const grants = createGrants();
  grants.give({ token: BOT_TOKEN, team: TEAM, scopes: new Set(scopes) });
  const faults = createFaults();
  const sockets = createSockets(patienceMs);
  const responses = createResponseUrls();
  const rules = createRules(events === null ? null : new Set(events));
  const oauth = createOauth(grants, now);
  const calls: Call[] = [];
  const deliveries: Delivered[] = [];
  const wire = { line: nowhere, pauses: [] as readonly number[] };
  const line: Line = async (outgoing, retry = 0) => {
    const answer = await persistent(wire.line, wire.pauses, (tried) => deliveries.push(tried))(
      outgoing,
      retry,
    );
    return answer;
  };
  const server = await startServer({
    workspaces,
    grants,
    faults,
    sockets,
    oauth,
    responses,
    rules,
    appToken: APP_TOKEN,
    calls,
    now,
  });
  const people = (workspace: Workspace): People =>
    createPeople(workspace, { line, responses, rules, grants, serverUrl: server.url, now });
  return {
    ...first,
    ...people(first),
    failNext: faults.failNext,
    apiUrl: `${server.url}/api/`,
    calls,
    sockets,
    rules,
    grants,
    oauth,
    responses,
    deliveries,
    late: () => deliveries.filter(({ status, ms }) => status === 0 || ms > PATIENCE_MS),
    setClockAhead: (ms) => {
      clock.aheadMs = ms;
    },
    grant: (granted) => void grants.give({ token: BOT_TOKEN, scopes: new Set(granted) }),
    addWorkspace: (team) => {
      const { id } = team;
      const info = { name: id.toLowerCase(), enterprise: null, botUser: `UBOT${id}`, botId: `BBOT${id}` };
      const workspace = createWorkspace({ ...info, ...team });
      workspaces.set(id, workspace);
      return { ...workspace, ...people(workspace) };
    },
    deliverTo: (target) => {
      if (target === 'socket') {
        wire.line = socketLine(sockets);
        return;
      }
      const { requestUrl, skewSeconds = 0 } = target;
      wire.line = httpLine(requestUrl, SIGNING_SECRET, patienceMs, () => now() + skewSeconds * 1_000);
    },
    persist: (pauses) => {
      wire.pauses = pauses;
    },
    send: line,
    stop: server.stop,
  };
}

const nowhere: Line = () =>
  Promise.reject(new Error('Tell the fake Slack where to deliver: deliverTo(...).'));

export type { Acknowledged } from './deliver.ts';
export { labelsOf } from './elements.ts';
export { CLIENT_ID, CLIENT_SECRET } from './oauth.ts';
export { BOT_USER, type FakeMessage, TEAM } from './workspace.ts';
