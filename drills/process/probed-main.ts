import { enableCompileCache, flushCompileCache } from 'node:module';

enableCompileCache();

const { readConfig } = await import('../../src/config.ts');
const { step } = await import('../../src/conversation/step.ts');
const { createLog } = await import('../../src/log.ts');
const { startService } = await import('../../src/service.ts');
const { openStore } = await import('../../src/store/open-store.ts');
const { welcome } = await import('../../src/welcome.ts');
const { probedParts } = await import('./probe.ts');

/**
 * The service with probes: told `{arm: {name, pass}}` it kills itself, as the machine would, when it passes that point
 * for that time from then on; told `{record: true}` it tells every point it passes, until `{record: false}`.
 */
const state = { recording: false, armed: null as { name: string; pass: number } | null };
/** Passed by timers, or once at the start, whether or not there is a turn. */
const BY_TIMER = /outbox\.(ready|renew|counts)|deliverAll|aging\.|knowledge\.touch/;

process.on('message', (message: { record?: boolean; arm?: { name: string; pass: number } }) => {
  if (message.record !== undefined) state.recording = message.record;
  if (message.arm !== undefined) state.armed = message.arm;
  process.send?.({ heard: true });
});
process.channel?.unref();

function probe(point: string): void {
  if (BY_TIMER.test(point)) return;
  if (state.recording) process.send?.({ passed: point });
  if (state.armed?.name !== point) return;
  state.armed = { name: point, pass: state.armed.pass - 1 };
  if (state.armed.pass > 0) return;
  process.kill(process.pid, 'SIGKILL');
  // The signal takes effect at once; nothing after the point may run.
  for (;;);
}

const config = readConfig(process.env);
const service = await startService(
  config,
  createLog(config.logLevel),
  probedParts({ openStore, step }, probe),
);
process.stdout.write(welcome(config, service.address));
// A process that is killed leaves nothing for the next one, which would compile everything anew.
flushCompileCache();
