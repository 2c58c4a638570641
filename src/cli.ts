#!/usr/bin/env node
import { run } from './commands/run.ts';

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  now: () => Date.now(),
});
