import { existsSync } from 'node:fs';
import { checkSlack } from '../adapters/slack/doctor/check-slack.ts';
import { maskTokens } from '../adapters/slack/sdk-logger.ts';
import { SHIPPED_KNOWLEDGE } from '../advice.ts';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { type Finding, fail, ok } from '../doctor/finding.ts';
import { reportText } from '../doctor/report.ts';
import { loadKnowledge } from '../knowledge/loader.ts';
import { createInstallationVault, type InstallationVault } from '../secrets/installation-vault.ts';
import { openStore, type Store } from '../store/open-store.ts';
import type { KnowledgeWorld } from './knowledge-world.ts';
import type { Call } from './usage.ts';

/**
 * `doctor`: look at configuration, knowledge, store and Slack, and say for each what is so, why it matters and how to
 * mend it.
 * @returns 1 when something must be mended, else 0.
 */
export async function doctor(call: Call, world: KnowledgeWorld): Promise<0 | 1> {
  const findings = await examine(world);
  const failed = findings.some(({ status }) => status === 'fail');
  const text = call.json ? JSON.stringify({ healthy: !failed, findings }, null, 2) : reportText(findings);
  // The findings hold no token by their making; this is the second lock on that door.
  world.output.write(`${maskTokens(text)}\n`);
  return failed ? 1 : 0;
}

async function examine(world: KnowledgeWorld): Promise<readonly Finding[]> {
  const config = configOf(world);
  if (!('port' in config)) return config;
  const knowledge = await knowledgeFinding(config);
  const { store, finding } = await storeFinding(config);
  try {
    return [
      ok('configuration', 'every variable can be used'),
      knowledge,
      finding,
      ...(await chat(config, store, world)),
    ];
  } finally {
    await store?.close();
  }
}

function configOf(world: KnowledgeWorld): Config | readonly Finding[] {
  try {
    return readConfig(world.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(configFinding);
  }
}

/** Problems of the configuration read "what. Mend it ..." or "what: remedy". */
function configFinding(problem: string): Finding {
  const [, what = problem, fix = 'see the list of variables in README.md'] =
    /^(.*)\. (Mend it .*)$/.exec(problem) ?? /^(.*): (.*)$/.exec(problem) ?? [];
  return fail('configuration', what, 'the service does not start with it', fix);
}

async function knowledgeFinding({ overlays }: Config): Promise<Finding> {
  try {
    const { version, sections, rules } = await loadKnowledge([SHIPPED_KNOWLEDGE, ...overlays]);
    return ok('knowledge', `version ${version}, ${sections.length} sections, ${rules.length} rules`);
  } catch (error) {
    return fail(
      'knowledge',
      messageOf(error),
      'without it nothing is recommended',
      'run "streamchoice knowledge check"',
    );
  }
}

/** A store that is not there yet is made at the first start, so it is not made here. */
async function storeFinding(config: Config): Promise<{ store: Store | null; finding: Finding }> {
  const { databaseUrl, dataFolder } = config;
  if (databaseUrl === null && !existsSync(dataFolder))
    return { store: null, finding: ok('store', `SQLite, to be made in ${dataFolder} at the first start`) };
  try {
    const store = await openStore({ databaseUrl: databaseUrl ?? undefined, dataFolder });
    await store.ping();
    const what = databaseUrl === null ? `SQLite in ${dataFolder} answers` : 'PostgreSQL answers';
    return { store, finding: ok('store', what) };
  } catch (error) {
    const fix =
      databaseUrl === null ? `make ${dataFolder} writable, or mend STREAMCHOICE_DATA` : 'mend DATABASE_URL';
    return { store: null, finding: fail('store', messageOf(error), 'conversations could not be kept', fix) };
  }
}

async function chat(config: Config, store: Store | null, world: KnowledgeWorld): Promise<readonly Finding[]> {
  const teams = ok('teams', config.teams === null ? 'is off' : `is on (${config.teams.mode})`);
  const { slack } = config;
  if (slack === null)
    return [ok('slack', 'is off: neither SLACK_BOT_TOKEN nor SLACK_CLIENT_ID is set'), teams];
  const vault = vaultOf(config, store);
  return [...(await checkSlack({ config: slack, mode: slack.mode, vault, now: world.now })), teams];
}

function vaultOf({ keyRing }: Config, store: Store | null): InstallationVault | null {
  return keyRing === null || store === null ? null : createInstallationVault(store, keyRing);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}
