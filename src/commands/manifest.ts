import { manifest } from '../adapters/slack/manifest.ts';
import { type Call, UsageError } from './usage.ts';

/** The Slack app's manifest as JSON, `manifest socket` or `manifest http https://your.address`. */
export function manifestText({ words }: Call): string {
  const [mode, address, ...more] = words;
  if (more.length > 0 || (mode !== 'socket' && mode !== 'http'))
    throw new UsageError(
      '"manifest" takes "socket", or "http" and your address, e.g. manifest http https://x.example.',
    );
  if (mode === 'socket') return JSON.stringify(manifest('socket'), null, 2);
  return JSON.stringify(manifest('http', originOf(address)), null, 2);
}

function originOf(address: string | undefined): string {
  const url = URL.parse(address ?? '');
  if (url?.protocol === 'https:' && url.pathname === '/') return url.origin;
  throw new UsageError(
    `Slack delivers to https only: give an address like https://x.example, not "${address ?? ''}".`,
  );
}
