import { parentPort, workerData } from 'node:worker_threads';
import { type Job, makeKnowledge } from './make-knowledge.ts';

/** The thread of `off-thread.ts`: one job in, one message out. */
parentPort?.postMessage(await makeKnowledge(workerData as Job));
