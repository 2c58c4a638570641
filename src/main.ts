import { closeSync, openSync } from 'node:fs';
import { enableCompileCache } from 'node:module';

enableCompileCache();
const hadTerminal = process.stdin.isTTY;

const { ConfigError, readConfig } = await import('./config.ts');
const { createLog } = await import('./log.ts');
const { allowedHosts } = await import('./allowed-hosts.ts');
const { guardOutbound } = await import('./outbound/guard.ts');
const { startService } = await import('./service.ts');
const { welcome } = await import('./welcome.ts');

try {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel, secretsIn(process.env));
  guardOutbound(allowedHosts(config), (host) =>
    log.error({ host }, 'connection to a host that is not configured refused'),
  );
  const service = await startService(config, log);
  const stop = stopOnSignal(() => service.stop());
  process.on('SIGHUP', () => (isTerminalGone() ? stop() : void service.reload()));
  process.stdout.write(welcome(config, service.address));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

/** Values that must not appear in a log, whoever puts them there. */
function secretsIn(env: NodeJS.ProcessEnv): string[] {
  const secret = /TOKEN|SECRET|PASSWORD/i;
  return Object.entries(env).flatMap(([name, value]) => (secret.test(name) && value ? value.split(',') : []));
}

/** What the person who starts the service can mend is told in words; only our own mistakes show a stack. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const known = error instanceof ConfigError || 'code' in error || 'remedy' in error;
  return known || error.cause !== undefined ? error.message : (error.stack ?? error.message);
}

/** Ctrl-C under npm arrives twice, so the handlers stay and a flag remembers. */
function stopOnSignal(stop: () => Promise<void>): () => void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) return;
    stopping = true;
    void stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${explain(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return onSignal;
}

/**
 * SIGHUP means "look at the knowledge again", but it also comes when the terminal that the service was started in is
 * closed; then it should end as before. A closed terminal can no longer be opened.
 */
function isTerminalGone(): boolean {
  if (!hadTerminal) return false;
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return false;
  } catch {
    return true;
  }
}
