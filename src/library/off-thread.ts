import { Worker } from 'node:worker_threads';
import type { Job, Made } from './make-knowledge.ts';

/**
 * As `makeKnowledge`, in a thread of its own: parsing hundreds of files takes half a second in which nobody would be
 * answered.
 */
export function makeOffThread(job: Job): Promise<Made> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: job });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) =>
      reject(new Error(`The thread that reads the knowledge ended with ${code}.`)),
    );
  });
}
