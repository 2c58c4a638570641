import { parentPort, threadId } from 'node:worker_threads';

/** Answers with the number of its thread; ends when told so. */
parentPort?.on('message', (asked: string) => {
  if (asked === 'exit') process.exit(3);
  parentPort?.postMessage(new TextEncoder().encode(String(threadId)));
});
