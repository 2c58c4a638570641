import { readFileSync } from 'node:fs';

type Manifest = {
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: { readonly event_subscriptions: { readonly bot_events: readonly string[] } };
};

const shipped = JSON.parse(
  readFileSync(new URL('../../../manifests/slack-socket.json', import.meta.url), 'utf8'),
) as Manifest;

/** Everything the shipped manifest asks for; what it does not ask for is refused. */
export function shippedScopes(): readonly string[] {
  return shipped.oauth_config.scopes.bot;
}

export function shippedEvents(): readonly string[] {
  return shipped.settings.event_subscriptions.bot_events;
}
