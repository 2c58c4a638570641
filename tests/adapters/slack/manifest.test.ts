import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../../../src/adapters/slack/adapter.ts';
import { LEAVE_EVENTS } from '../../../src/adapters/slack/install/leave.ts';
import { COMMANDS } from '../../../src/adapters/slack/listen/commands.ts';
import { SHORTCUTS } from '../../../src/adapters/slack/listen/shortcuts.ts';
import { BOT_EVENTS, manifest } from '../../../src/adapters/slack/manifest.ts';
import { manifestFindings } from '../../../src/adapters/slack/manifest-schema.ts';
import { OPTIONAL_SCOPES, SCOPES } from '../../../src/adapters/slack/scopes.ts';
import { EVENT_SCOPES, METHOD_SCOPES } from '../../support/fake-slack/scopes.ts';

type Json = Record<string, unknown>;

describe.each(['socket', 'http'] as const)('the %s manifest', (mode) => {
  const file = new URL(`../../../manifests/slack-${mode}.json`, import.meta.url);
  const value = JSON.parse(readFileSync(file, 'utf8')) as Json;

  it('is shipped as the source describes it', () => {
    expect(value).toEqual(manifest(mode));
  });

  it('offers exactly the commands that the code answers', () => {
    const commands = at(value, 'features', 'slash_commands') as Json[];

    expect(commands.map((command) => command['command'])).toEqual(COMMANDS);
  });

  it('offers exactly the shortcuts that the code answers', () => {
    const shortcuts = at(value, 'features', 'shortcuts') as Json[];

    expect(shortcuts.map(({ callback_id, type }) => ({ callback: callback_id, type }))).toEqual([
      ...SHORTCUTS,
    ]);
  });

  it('subscribes to exactly the events that the code listens to', () => {
    const events = at(value, 'settings', 'event_subscriptions', 'bot_events') as string[];

    expect(events).toEqual([...BOT_EVENTS]);
    expect([...new Set(events.map((event) => event.split('.')[0]))].sort()).toEqual(
      [...EVENT_TYPES, ...LEAVE_EVENTS].sort(),
    );
  });

  it('asks for exactly the scopes that its methods, events and commands need', () => {
    const scopes = at(value, 'oauth_config', 'scopes', 'bot') as string[];
    const used = [...methodsInCode().flatMap(scopesOfMethod), ...BOT_EVENTS.flatMap(scopesOfEvent)];

    // No method asks for `chat:write.public`: it widens where a post may go.
    expect(scopes).toEqual([...new Set([...used, 'commands', 'chat:write.public'])].sort());
    expect(at(value, 'oauth_config', 'scopes', 'bot_optional')).toEqual([...OPTIONAL_SCOPES]);
    expect(scopes).toEqual(expect.arrayContaining([...OPTIONAL_SCOPES]));
  });

  it('is one that Slack takes', () => {
    expect(manifestFindings(value)).toEqual([]);
  });

  it('lets people write direct messages and press buttons', () => {
    expect(at(value, 'features', 'app_home')).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(at(value, 'settings', 'interactivity', 'is_enabled')).toBe(true);
    expect(at(value, 'display_information', 'background_color')).toMatch(/^#[0-9a-f]{6}$/);
  });

  it('has a hint that works as typed: it is a description, not a placeholder', () => {
    expect(at(value, 'features', 'slash_commands', '0', 'usage_hint')).not.toMatch(/[[\]<>]/);
  });
});

describe('the two manifests', () => {
  it('differ in the way to connect only', () => {
    const url = 'https://streamchoice.example.com/slack/events';

    expect(differences(manifest('socket'), manifest('http'))).toEqual([
      ['features.slash_commands.0.url', undefined, url],
      ['oauth_config.redirect_urls', undefined, ['https://streamchoice.example.com/slack/oauth_redirect']],
      ['settings.event_subscriptions.request_url', undefined, url],
      ['settings.interactivity.request_url', undefined, url],
      ['settings.socket_mode_enabled', true, false],
    ]);
  });
});

describe('the check of manifests', () => {
  const change = (path: string, value: unknown): unknown => {
    const copy = structuredClone(manifest('http')) as unknown as Json;
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const place = keys.reduce<Json>((inner, key) => inner[key] as Json, copy);
    if (value === undefined) delete place[last];
    else place[last] = value;
    return copy;
  };

  it.each([
    ['a long name', 'display_information.name', 'x'.repeat(36), 'display_information.name'],
    [
      'a long description',
      'display_information.description',
      'x'.repeat(141),
      'display_information.description',
    ],
    [
      'a short long description',
      'display_information.long_description',
      'x'.repeat(174),
      'display_information.long_description',
    ],
    [
      'a colour by name',
      'display_information.background_color',
      'navy',
      'display_information.background_color',
    ],
    [
      'a command without slash',
      'features.slash_commands.0.command',
      'streamchoice',
      'features.slash_commands.0.command',
    ],
    [
      'a long command',
      'features.slash_commands.0.command',
      `/${'x'.repeat(32)}`,
      'features.slash_commands.0.command',
    ],
    ['an unknown field', 'features.slash_commands.0.colour', 'red', 'features.slash_commands.0'],
    ['a missing part', 'features.bot_user', undefined, 'features.bot_user'],
    ['a scope that is no name', 'oauth_config.scopes.bot', ['not a scope'], 'oauth_config.scopes.bot.0'],
    [
      'an optional scope not asked for',
      'oauth_config.scopes.bot_optional',
      ['files:read'],
      'oauth_config.scopes.bot_optional',
    ],
    [
      'an address of another kind',
      'settings.interactivity.request_url',
      'ftp://x',
      'settings.interactivity.request_url',
    ],
    ['no address without a socket', 'settings.interactivity.request_url', undefined, 'settings'],
  ])('finds %s', (_what, path, value, place) => {
    expect(manifestFindings(change(path, value)).map((line) => line.split(':')[0])).toContain(place);
  });
});

describe('the scopes', () => {
  it('stand in the documentation with their reasons', () => {
    const page = readFileSync(new URL('../../../docs/slack.md', import.meta.url), 'utf8');
    const rows = SCOPES.map((use) => `| \`${use.scope}\` | ${use.reason} | ${use.without ?? 'required'} |`);

    expect(page.split('\n').filter((line) => /^\| `[a-z_]+(:[a-z.]+)?` \| to /.test(line))).toEqual(rows);
  });

  it('each say what they are for, and the optional ones what happens without them', () => {
    for (const { scope, reason, without } of SCOPES) {
      expect(reason, scope).toMatch(/^to .{10,}/);
      expect(without === null || without.length > 20, scope).toBe(true);
    }
  });
});

function scopesOfMethod(method: string): readonly string[] {
  const needed = METHOD_SCOPES[method];
  if (needed === undefined) return [`unlisted ${method}`];
  const scopes = isList(needed) ? needed.slice(0, 1) : Object.values(needed);
  // Membership and sharing are questions about channels; direct messages are never looked up.
  return scopes.filter((scope) => scope !== 'im:read' && scope !== 'mpim:read');
}

function isList(needed: NonNullable<(typeof METHOD_SCOPES)[string]>): needed is readonly string[] {
  return Array.isArray(needed);
}

function scopesOfEvent(event: string): readonly string[] {
  const scope = EVENT_SCOPES[event];
  if (scope === undefined) return [`unlisted ${event}`];
  return scope === null ? [] : [scope];
}

/** Methods of the Web API as they are called in the adapter's source. */
function methodsInCode(): string[] {
  const folder = new URL('../../../src/adapters/slack/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const source = files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const calls = source.matchAll(
    /(?:client|apiCall\()[.'\s]*((?:apps|assistant|auth|chat|conversations|files|oauth|users|views)(?:\.\w+)+)[(']/g,
  );
  return [...new Set([...calls].map((call) => call[1] ?? ''))];
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Json)[key], value);
}

function differences(a: unknown, b: unknown, path: readonly string[] = []): [string, unknown, unknown][] {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return a === b ? [] : [[path.join('.'), a, b]];
  }
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return keys.flatMap((key) => differences((a as Json)[key], (b as Json)[key], [...path, key]));
}
