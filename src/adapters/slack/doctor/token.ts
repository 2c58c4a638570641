import type { WebClient } from '@slack/web-api';
import { type Finding, fail, ok, warn } from '../../../doctor/finding.ts';
import { slackCode } from '../deliver/slack-errors.ts';
import { SCOPES } from '../scopes.ts';

/** Whether a bot token works, and what its workspace granted. `where` names the place in the findings. */
export async function checkBotToken(
  client: WebClient,
  where: string,
  fix: string,
): Promise<readonly Finding[]> {
  const check = `token ${where}`;
  try {
    const answer = await client.auth.test();
    if (answer.bot_id === undefined)
      return [
        fail(check, 'it belongs to a person, not to a bot', 'posts would be in that person’s name', fix),
      ];
    const granted = answer.response_metadata?.scopes ?? [];
    return [
      ok(check, `bot ${answer.user ?? '?'} in ${answer.team ?? '?'}`),
      ...scopeFindings(granted, where),
    ];
  } catch (error) {
    const code = slackCode(error) ?? 'no answer';
    return [fail(check, `Slack refuses it (${code})`, 'nothing can be posted there', fix)];
  }
}

function scopeFindings(granted: readonly string[], where: string): readonly Finding[] {
  const check = `scopes ${where}`;
  const missing = SCOPES.filter(({ scope }) => !granted.includes(scope));
  const fix = 'paste the shipped manifest into the app, then install it again in the workspace';
  const findings = missing.map(({ scope, reason, without }) =>
    without === null
      ? fail(check, `${scope} is missing`, `it is needed ${reason}`, fix)
      : warn(check, `${scope} was not granted`, `without it, ${without}`, fix),
  );
  return findings.length === 0 ? [ok(check, `all ${SCOPES.length} granted`)] : findings;
}

/** Whether Socket Mode can be opened with the app-level token. */
export async function checkAppToken(client: WebClient): Promise<Finding> {
  try {
    await client.apps.connections.open();
    return ok('token SLACK_APP_TOKEN', 'a socket can be opened');
  } catch (error) {
    return fail(
      'token SLACK_APP_TOKEN',
      `Slack opens no socket (${slackCode(error) ?? 'no answer'})`,
      'no command or button would arrive',
      'make an app-level token with connections:write under "Basic Information", and switch Socket Mode on',
    );
  }
}
