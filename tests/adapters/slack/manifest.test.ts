import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/adapters/slack/listen/commands.ts';
import { EVENT_TYPES } from '../../../src/adapters/slack/listen/messages.ts';
import { BOT_EVENTS, manifest, OPTIONAL_SCOPES } from '../../../src/adapters/slack/manifest.ts';

type Json = Record<string, unknown>;

/** Scopes each Web API method, event and feature needs, from https://docs.slack.dev/reference/scopes */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.getPermalink': [],
  'conversations.join': ['channels:join'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  app_mention: ['app_mentions:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
};

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

  it('subscribes to exactly the events that the code listens to', () => {
    const events = at(value, 'settings', 'event_subscriptions', 'bot_events') as string[];

    expect(events).toEqual([...BOT_EVENTS]);
    expect([...new Set(events.map((event) => event.split('.')[0]))].sort()).toEqual([...EVENT_TYPES].sort());
  });

  it('asks for exactly the scopes that its methods, events and commands need', () => {
    const scopes = at(value, 'oauth_config', 'scopes', 'bot') as string[];
    const used = [...methodsInCode(), ...BOT_EVENTS].flatMap((name) => NEEDS[name] ?? [`unlisted ${name}`]);

    expect(scopes).toEqual([...new Set([...used, 'commands'])].sort());
    expect(at(value, 'oauth_config', 'scopes', 'bot_optional')).toEqual([...OPTIONAL_SCOPES]);
    expect(scopes).toEqual(expect.arrayContaining([...OPTIONAL_SCOPES]));
  });

  it.each([
    ['display_information.name', 1, 35],
    ['display_information.description', 1, 140],
    ['display_information.long_description', 175, 4_000],
    ['features.bot_user.display_name', 1, 80],
    ['features.slash_commands.0.command', 2, 32],
    ['features.slash_commands.0.description', 1, 2_000],
    ['features.slash_commands.0.usage_hint', 1, 1_000],
  ])('keeps %s between %i and %i characters', (path, least, most) => {
    const text = at(value, ...path.split('.')) as string;

    expect(text.length).toBeGreaterThanOrEqual(least);
    expect(text.length).toBeLessThanOrEqual(most);
  });

  it('lets people write direct messages and press buttons', () => {
    expect(at(value, 'features', 'app_home')).toEqual({
      home_tab_enabled: false,
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
      ['settings.event_subscriptions.request_url', undefined, url],
      ['settings.interactivity.request_url', undefined, url],
      ['settings.socket_mode_enabled', true, false],
    ]);
  });
});

/** Methods of the Web API as they are called in the adapter's source. */
function methodsInCode(): string[] {
  const folder = new URL('../../../src/adapters/slack/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const source = files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const calls = source.matchAll(/client\.((?:auth|chat|conversations|views|users|files)\.\w+)\(/g);
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
