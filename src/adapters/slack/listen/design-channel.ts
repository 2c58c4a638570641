import { z } from 'zod';
import type { DesignChannel, Ports } from '../ports.ts';

const KEY = 'design-channel';
const storedSchema = z.object({ channel: z.string(), by: z.string(), at: z.number() });

/** The design channel of a workspace, or null. */
export async function designChannel({ settings }: Ports, team: string): Promise<DesignChannel | null> {
  const stored = await settings.get(scopeOf(team), KEY);
  return stored === null ? null : storedSchema.parse(JSON.parse(stored));
}

export async function setDesignChannel(
  { settings }: Ports,
  team: string,
  chosen: DesignChannel | null,
): Promise<void> {
  if (chosen === null) await settings.remove(scopeOf(team), KEY);
  else await settings.set(scopeOf(team), KEY, JSON.stringify(chosen));
}

function scopeOf(team: string): string {
  return `slack:${team}`;
}
