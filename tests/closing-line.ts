import type { Reporter, TestCase } from 'vitest/node';

/** Ends every run with one plain line, "N passed, N failed, N skipped", for tools that read only that. */
export default class ClosingLine implements Reporter {
  private readonly count = { passed: 0, failed: 0, skipped: 0 };

  onTestCaseResult(test: TestCase): void {
    const state = test.result().state;
    if (state !== 'pending') this.count[state] += 1;
  }

  onTestRunEnd(_modules: unknown, errors: readonly unknown[]): void {
    const failed = this.count.failed + errors.length;
    process.once('exit', () => {
      process.stdout.write(`${this.count.passed} passed, ${failed} failed, ${this.count.skipped} skipped\n`);
    });
  }
}
