import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { understood } from '../cards/sample-views.ts';
import { reply } from '../scripted-turns.ts';
import { openBrowser } from './browser.ts';
import { openPage } from './open-page.ts';
import { sampleInterview } from './sample-interview.ts';

const opened = await openBrowser();
if ('missing' in opened) process.stderr.write(`Browser tests of the page are left out: ${opened.missing}\n`);

it('has a browser wherever REQUIRE_BROWSER=1 says that it must', () => {
  const missing = 'missing' in opened ? opened.missing : null;

  expect(process.env['REQUIRE_BROWSER'] === '1' ? missing : null).toBeNull();
});

const EVIL = '<img src=x onerror="document.title=1"> [x](javascript:document.title=2) **b**';

/** A browser on a busy machine; each wait within has a limit of its own. */
const PATIENCE_MS = 60_000;

describe.runIf('browser' in opened)('the page in a browser', { timeout: PATIENCE_MS }, () => {
  let service: Awaited<ReturnType<typeof openPage>>;
  let tab: Page;
  let complaints: string[];

  beforeEach(async () => {
    if ('missing' in opened) return;
    service = await openPage((delivery, turn) => {
      const { event } = delivery;
      if (event.kind !== 'start' || !event.text.startsWith('<')) return sampleInterview(delivery, turn);
      return [
        reply('u1', { ...understood, items: understood.items.map((item) => ({ ...item, value: EVIL })) }),
      ];
    });
    complaints = [];
    tab = await opened.browser.newPage({ reducedMotion: 'reduce' });
    tab.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    tab.on('pageerror', (error) => complaints.push(error.message));
    await tab.goto(service.origin);
  });
  afterEach(async () => {
    await tab.close();
    await service.close();
  });
  afterAll(async () => {
    if ('browser' in opened) await opened.browser.close();
  });

  const button = (name: string) => tab.getByRole('button', { name, exact: true });
  const messages = () => tab.getByRole('log').getByRole('listitem').filter({ visible: true });

  async function start(text = 'fraud detection within 100 ms'): Promise<void> {
    await tab.getByLabel('What should the job do?').fill(text);
    await button('Start').click();
    await tab.getByRole('log').getByRole('article').first().waitFor();
  }

  async function reachVerdict(): Promise<void> {
    await start();
    await button('More than 1 TB').click();
    await tab.getByLabel('Java', { exact: true }).check();
    await tab.getByLabel('C, C++').check();
    await button('Send answer').click();
    await button('Post the result …').waitFor();
  }

  it('leads from the first words over buttons and boxes to the recommendation', async () => {
    await reachVerdict();

    expect(service.turns.effects.map(({ event }) => event)).toEqual([
      { kind: 'start', text: 'fraud detection within 100 ms' },
      { kind: 'press', action: 'answer:q2:huge' },
      { kind: 'press', action: 'answer-many:q3', values: ['java', 'c, c++'] },
    ]);
    expect(await tab.getByRole('article').evaluateAll((all) => all.map((one) => one.ariaLabel))).toEqual([
      'What was understood',
      'Answer given',
      'Answer given',
      'Recommendation',
    ]);
    expect(await button('Change: State size').first().textContent()).toBe('Change');
    expect(await tab.locator('#status').textContent()).toBe('Recommended: Apache Flink');
    expect(await tab.getByRole('link', { name: 'Event Processing (CEP)' }).first().getAttribute('rel')).toBe(
      'noopener noreferrer',
    );
    expect(complaints).toEqual([]);
  });

  it('works from the keyboard alone and puts the focus on what is new', async () => {
    await tab.keyboard.type('fraud detection');
    await tab.keyboard.press('Enter');
    await button('Nothing').waitFor();
    await button('Nothing').focus();
    await tab.keyboard.press('Enter');
    await button('Send answer').waitFor();

    expect(await tab.locator(':focus').getAttribute('aria-label')).toBe('Question');
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Space');
    expect(await tab.getByLabel('SQL', { exact: true }).isChecked()).toBe(true);
  });

  it('asks for at least one box before it sends, and lets other buttons pass', async () => {
    await start();
    await button('More than 1 TB').click();
    await button('Send answer').click();
    await tab.getByText('Choose at least one').waitFor();
    expect(service.turns.effects).toHaveLength(2);

    await button("Don't know").last().click();
    await button('Post the result …').waitFor();
    expect(service.turns.effects.at(-1)?.event).toEqual({ kind: 'press', action: 'dont-know:q2' });
  });

  it('takes free text at any time and unfolds what is folded', async () => {
    await reachVerdict();
    await tab.getByLabel('Your message').fill('how does it handle back pressure?');
    await tab.keyboard.press('Enter');
    const more = button('Read more');
    await more.waitFor();

    expect(await more.getAttribute('aria-expanded')).toBe('false');
    await more.click();
    expect(await more.getAttribute('aria-expanded')).toBe('true');
    expect(await tab.getByText('Watch these in the web UI').isVisible()).toBe(true);

    await button('Back').last().click();
    await tab.getByText('What you can do').waitFor();
    expect(service.turns.effects.at(-1)?.event).toEqual({ kind: 'say', text: 'back' });
  });

  it('posts the result as something to copy', async () => {
    await reachVerdict();
    await button('Post the result …').click();
    await tab.getByLabel('A word to the team').fill('For Thursday');
    await button('Create the post').click();
    await button('Copy as Markdown').waitFor();

    expect(service.turns.effects.at(-1)?.event).toEqual({
      kind: 'share',
      destination: 'page',
      note: 'For Thursday',
    });
    await tab.getByText('Show the text').click();
    expect(await tab.getByLabel('The post as Markdown').inputValue()).toMatch(
      /^## Recommended: Apache Flink \(strong\)\n\nFor Thursday\n/,
    );
  });

  it('posts nothing when the dialog is cancelled', async () => {
    await reachVerdict();
    await button('Post the result …').click();
    await button('Cancel').click();
    await button('Help').last().click();
    await tab.getByText('What you can do').waitFor();

    expect(service.turns.effects.map(({ event }) => event.kind)).toEqual(['start', 'press', 'press', 'say']);
  });

  it('shows both sides of the conversation again after a reload', async () => {
    await reachVerdict();
    await tab.getByLabel('Your message').fill('what if latency is 5 s');
    await tab.keyboard.press('Enter');
    await button('Adopt this change').waitFor();
    const before = await messages().allTextContents();

    await tab.reload();
    await button('Adopt this change').waitFor();

    expect(await messages().allTextContents()).toEqual(before);
    expect(complaints).toEqual([]);
  });

  it('starts anew on demand and finds the old conversation by going back', async () => {
    await start();
    await button('New conversation').click();
    await tab.getByLabel('What should the job do?').waitFor();
    expect(await tab.getByRole('article').count()).toBe(0);

    await tab.goBack();
    await button('More than 1 TB').waitFor();
  });

  it('says when the service is not reached, and a second try has one effect in all', async () => {
    await start();
    let cut = 2;
    await tab.route('**/api/web/turns', async (route) => {
      cut -= 1;
      if (cut === 1) await route.fetch();
      await (cut >= 0 ? route.abort() : route.continue());
    });

    await tab.getByLabel('Your message').fill('help');
    await tab.keyboard.press('Enter');
    await tab.getByRole('alert').getByText('The advisor cannot be reached').waitFor();
    await button('Try again').click();
    await tab.getByRole('alert').getByText('The advisor cannot be reached').waitFor();
    await button('Try again').click();
    await tab.getByText('What you can do').waitFor();

    expect(service.turns.effects.map(({ event }) => event.kind)).toEqual(['start', 'say']);
    expect(await tab.getByRole('alert').isVisible()).toBe(false);
  });

  it('offers a new conversation when the one in the address is unknown', async () => {
    await tab.goto(`${service.origin}/#nobody`);
    await tab.getByText('This conversation is not known here (any more). Start a new one.').waitFor();
    await button('Start a new conversation').click();

    expect(await tab.getByLabel('What should the job do?').isVisible()).toBe(true);
  });

  it('shows words of people as words, never as markup', async () => {
    await start(EVIL);

    expect(await tab.getByText(EVIL).count()).toBeGreaterThan(1);
    expect(await tab.locator('#messages img, #messages [href^="javascript"]').count()).toBe(0);
    expect(await tab.title()).toBe('streamchoice');
    expect(complaints).toEqual([]);
  });
});
