const WIDTH = 30;

/** A bar of fixed width for one line of a terminal: `[=====     ] 12/254`. */
export function bar(done: number, total: number): string {
  const filled = total === 0 ? WIDTH : Math.round((done / total) * WIDTH);
  return `[${'='.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${done}/${total}`;
}

/** Draws progress on a stream that is a terminal, over the same line; silent on any other. `clear` takes the line away. */
export function progressOn(stream: NodeJS.WritableStream): {
  show(done: number, total: number): void;
  clear(): void;
} {
  if (!('isTTY' in stream) || stream.isTTY !== true) return { show: () => {}, clear: () => {} };
  return {
    show: (done, total) => void stream.write(`\r${bar(done, total)}`),
    clear: () => void stream.write('\r\u001b[K'),
  };
}
