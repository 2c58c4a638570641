import type { Drill } from './drill.ts';
import { slackFindings } from './refusals/slack-parts.ts';
import { teamsFindings } from './refusals/teams-parts.ts';

/** Slack and Teams refuse, stall, break off and forget to answer. */
export const refusingPlatforms: Drill = {
  number: 3,
  name: 'platforms that refuse',
  stores: ['sqlite', 'postgres'],
  inTest: ['sqlite'],
  run: async (stage) => [...(await slackFindings(stage)), ...(await teamsFindings(stage))],
};
