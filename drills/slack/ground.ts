import type { StoreOptions } from '../../src/store/open-store.ts';
import { type Service, startService } from '../process/service.ts';
import { type Stage, storeEnvironment } from '../stage.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

/** A workspace and a database, with the means to start processes of the service between them. */
export type Ground = {
  readonly workspace: Workspace;
  readonly options: StoreOptions;
  start(): Promise<Service>;
};

export type GroundOptions = {
  /** The database; by default a new one. */
  readonly options?: StoreOptions;
  readonly logLevel?: string;
  readonly flags?: readonly string[];
  /** The address under which the service reaches the workspace, when something stands between. */
  readonly through?: (apiUrl: string) => Promise<string>;
};

/** Prepare the ground for a drill in Slack; nothing is started yet. */
export async function openGround(
  stage: Stage,
  { options, logLevel, flags = [], through }: GroundOptions = {},
): Promise<Ground> {
  const workspace = await openWorkspace(stage, through);
  const database = options ?? (await stage.freshStore());
  const level = logLevel === undefined ? {} : { LOG_LEVEL: logLevel };
  const env = { ...workspace.environment, ...storeEnvironment(database), ...level };
  return { workspace, options: database, start: () => startService(stage, { env, flags }) };
}
