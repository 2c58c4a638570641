import { accessSync, constants } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Plain headless flags; the packaged browser's own list turns security features off. */
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A Chromium from, in this order, CHROME_BIN, the system, the package @sparticuz/chromium; or the reason why there is
 * none.
 */
export async function openBrowser(): Promise<{ browser: Browser } | { missing: string }> {
  try {
    const browser = await chromium.launch({ executablePath: await findBrowser(), args: FLAGS });
    return { browser };
  } catch (cause) {
    return { missing: cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause) };
  }
}

async function findBrowser(): Promise<string> {
  const named = process.env['CHROME_BIN'];
  if (named) return named;
  const installed = SYSTEM_BROWSERS.find(isExecutable);
  if (installed) return installed;
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
