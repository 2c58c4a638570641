import { inspect } from 'node:util';
import type { Drill } from './drill.ts';
import type { Row } from './report.ts';
import { openStage, type StageOptions } from './stage.ts';

/** Run one drill on one store; a drill that throws has not met its mark, and its error is its count. */
export async function runDrill(drill: Drill, options: StageOptions): Promise<readonly Row[]> {
  const stage = openStage(options);
  const began = performance.now();
  const named = { drill: `${drill.number} ${drill.name}`, store: options.store };
  try {
    const findings = await drill.run(stage);
    const seconds = (performance.now() - began) / 1000;
    return findings.map((finding) => ({ ...named, seconds, ...finding }));
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    options.say?.(`${named.drill} on ${named.store} broke off: ${inspect(error)}`);
    return [
      {
        ...named,
        seconds: (performance.now() - began) / 1000,
        part: 'broke off',
        hypothesis: 'the drill runs to its end',
        counts: { error: what.split('\n')[0] ?? '' },
        mark: 'no error',
        met: false,
      },
    ];
  } finally {
    await stage.close();
  }
}
