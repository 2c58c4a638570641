import type { TeamsConfig } from './types.ts';

/** App types that can still be registered; the SDK's default, MultiTenant, has been closed since August 2025. */
const APP_TYPES = ['SingleTenant', 'UserAssignedMSI'] as const;

/**
 * Refuse a configuration that would leave the door open or fail at the first message. The SDK lets everybody in when
 * the app id is missing, so nothing is left to its defaults. Throws with the variable and the remedy.
 */
export function checkTeamsConfig(config: TeamsConfig, nodeEnv: string | undefined): void {
  const problem = config.mode === 'local' ? localProblem(nodeEnv) : cloudProblem(config.environment);
  if (problem !== null) throw new Error(problem);
}

function localProblem(nodeEnv: string | undefined): string | null {
  if (nodeEnv !== 'production') return null;
  return (
    'STREAMCHOICE_TEAMS_LOCAL lets anybody on this machine talk to the bot and is refused with NODE_ENV=production. ' +
    'Unset STREAMCHOICE_TEAMS_LOCAL and set MicrosoftAppId and its companions.'
  );
}

function cloudProblem(env: Readonly<Record<string, string>>): string | null {
  const type = env['MicrosoftAppType'] ?? '';
  const known = APP_TYPES.find((name) => name.toLowerCase() === type.trim().toLowerCase());
  const isMsi = known === 'UserAssignedMSI';
  const needed = ['MicrosoftAppId', 'MicrosoftAppTenantId', ...(isMsi ? [] : ['MicrosoftAppPassword'])];
  const missing = needed.find((name) => (env[name] ?? '').trim() === '');
  if (missing === 'MicrosoftAppId') {
    return 'Teams needs MicrosoftAppId: set it, or STREAMCHOICE_TEAMS_LOCAL=1 for a local emulator without credentials.';
  }
  if (known === undefined) {
    return `MicrosoftAppType must be ${APP_TYPES.join(' or ')}, got "${type}". Set it to the type of the app registration.`;
  }
  if (missing !== undefined)
    return `${missing} is missing beside MicrosoftAppId: set it from the app registration (${known}).`;
  if (isMsi && (env['MicrosoftAppPassword'] ?? '') !== '') {
    return 'MicrosoftAppPassword must not be set with MicrosoftAppType=UserAssignedMSI: unset one of them.';
  }
  return null;
}
