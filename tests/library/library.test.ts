import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { versionOf } from '../../src/knowledge/loader.ts';
import { type Library, type Outcome, openLibrary } from '../../src/library/library.ts';
import { makeKnowledge } from '../../src/library/make-knowledge.ts';
import { packFiles } from '../../src/library/packed-files.ts';
import type { Store } from '../../src/store/open-store.ts';
import { folderOf, RULE, SECTION, smallKnowledge } from '../knowledge/knowledge-folder.ts';
import { BACK_ENDS, type BackEnd, freshOptions, openForTest } from '../support/back-ends.ts';
import { FIRST_TURN } from '../support/saved-turn.ts';

const SECTION_PATH = 'sections/quick/latency/at-once.md';
const BROKEN = SECTION.replace('holds:', 'hold:');
/** Short enough for a test; a change still has to look the same twice. */
const QUICK = { quietMs: 30, pollMs: 60_000 };

type Desk = {
  readonly library: Library<string>;
  readonly outcomes: Outcome[];
  readonly logged: { readonly fields: Record<string, unknown>; readonly message: string }[];
};

let clock = 1_000;

async function freshStore(kind: BackEnd): Promise<Store> {
  return openForTest(await freshOptions(kind));
}

/**
 * A library whose versions are worked with as the texts of their sections. Threads are slow to start on a busy machine, so
 * most tests make the knowledge in this one; the first of them do as the service does.
 */
async function open(folders: readonly string[], store: Store, read?: typeof makeKnowledge): Promise<Desk> {
  const outcomes: Outcome[] = [];
  const logged: Desk['logged'] = [];
  const log = (fields: object, message: string) =>
    void logged.push({ fields: fields as Record<string, unknown>, message });
  const library = await openLibrary({
    folders,
    cacheFolder: folderOf({}),
    make: ({ knowledge }) => knowledge.sections.map(({ text }) => text).join(' | '),
    ...(read === undefined ? {} : { read }),
    versions: store.knowledge,
    now: () => {
      clock += 1;
      return clock;
    },
    log: { info: log, warn: log, error: log },
    onOutcome: (outcome) => void outcomes.push(outcome),
  });
  onTestFinished(() => library.close());
  return { library, outcomes, logged };
}

function said(text: string): string {
  return SECTION.replace('Quickstream answers at once. It needs no batches.', text);
}

/** Put a file in the place of another at one stroke, as editors do. */
function replaceFile(folder: string, path: string, content: string): void {
  writeFileSync(join(folder, '.draft'), content);
  renameSync(join(folder, '.draft'), join(folder, path));
}

describe('a reload', () => {
  it('puts changed knowledge in the place of the old, which stays at hand', async () => {
    const folder = smallKnowledge();
    const { library, outcomes } = await open([folder], await freshStore('sqlite'));
    const old = library.current();

    replaceFile(folder, SECTION_PATH, said('Now it takes its time.'));
    const outcome = await library.reload();

    expect([outcome, library.current().value]).toEqual(['loaded', 'Now it takes its time.']);
    expect(library.current().since).toBeGreaterThan(old.since);
    expect(library.kept(old.version)).toEqual({
      status: 'held',
      held: expect.objectContaining({ value: old.value }),
    });
    expect(outcomes).toEqual(['loaded', 'loaded']);
  });

  it('changes nothing when the files are as they were', async () => {
    const { library } = await open([smallKnowledge()], await freshStore('sqlite'));
    const before = library.current();

    expect(await library.reload()).toBe('unchanged');
    expect(library.current()).toBe(before);
  });

  it('tells file, line, column and reason of a broken file, and the last good knowledge stays', async () => {
    const folder = smallKnowledge();
    const { library, logged } = await open([folder], await freshStore('sqlite'));
    const before = library.current();

    replaceFile(folder, SECTION_PATH, BROKEN);
    const refused = await library.reload();
    const problems = library.problems().length;
    replaceFile(folder, SECTION_PATH, SECTION);
    const mended = await library.reload();

    expect([refused, problems, library.current()]).toEqual(['refused', 2, before]);
    const report = logged.find(({ message }) => message.includes('not in order'));
    expect(report?.fields).toEqual({
      inUse: before.version,
      problems: 2,
      findings: [
        `${folder}/${SECTION_PATH}:2:1: "holds": expected a text, got nothing. Add "holds".`,
        `${folder}/${SECTION_PATH}:6:1: Expected only known keys in this file, got "hold". Remove it or mend its spelling.`,
      ],
    });
    expect([mended, library.problems()]).toEqual(['unchanged', []]);
  });

  it('stays with the last good knowledge when its folder is gone', async () => {
    const folder = smallKnowledge();
    const { library } = await open([folder, smallKnowledge()], await freshStore('sqlite'));

    renameSync(folder, `${folder}-away`);
    onTestFinished(() => rmSync(`${folder}-away`, { recursive: true }));
    const outcome = await library.reload();
    mkdirSync(folder);

    expect(outcome).toBe('refused');
    expect(library.problems()[0]?.message).toMatch(/^Expected a folder of knowledge files/);
  });
});

describe('following the files', { timeout: 60_000 }, () => {
  async function following(folders: readonly string[]): Promise<Desk> {
    const desk = await open(folders, await freshStore('sqlite'), makeKnowledge);
    desk.library.follow(QUICK);
    return desk;
  }

  const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 20 });

  it('takes up a file that an editor replaced, a new one in a new folder, and one that was removed', async () => {
    const folder = smallKnowledge();
    const { library } = await following([folder]);

    replaceFile(folder, SECTION_PATH, said('Replaced.'));
    await until(() => expect(library.current().value).toBe('Replaced.'));
    mkdirSync(join(folder, 'sections/general/latency'), { recursive: true });
    writeFileSync(join(folder, 'sections/general/latency/new.md'), said('Added.'));
    await until(() => expect(library.current().value).toBe('Added. | Replaced.'));
    rmSync(join(folder, 'sections/general'), { recursive: true });
    await until(() => expect(library.current().value).toBe('Replaced.'));
  });

  it('takes up a ConfigMap that Kubernetes swaps under its mount, again and again', async () => {
    const mount = folderOf({
      '..v1/sections/quick/latency/ours.md': said('First.'),
      '..v2/sections/quick/latency/ours.md': said('Second.'),
      '..v3/sections/quick/latency/ours.md': said('Third.'),
    });
    symlinkSync('..v1', join(mount, '..data'));
    symlinkSync('..data/sections', join(mount, 'sections'));
    const { library } = await following([smallKnowledge(), mount]);
    expect(library.current().value).toMatch(/ \| First\.$/);

    for (const [name, text] of [
      ['..v2', 'Second.'],
      ['..v3', 'Third.'],
    ] as const) {
      symlinkSync(name, join(mount, '..data_tmp'));
      renameSync(join(mount, '..data_tmp'), join(mount, '..data'));
      await until(() => expect(library.current().value.endsWith(` | ${text}`)).toBe(true));
    }
  });

  it('takes up a folder that is a link and leads elsewhere from one moment to the next', async () => {
    const [one, two] = [smallKnowledge(), smallKnowledge({ [SECTION_PATH]: said('Released.') })];
    const releases = folderOf({});
    symlinkSync(one, join(releases, 'current'));
    const { library } = await following([join(releases, 'current')]);

    symlinkSync(two, join(releases, 'next'));
    renameSync(join(releases, 'next'), join(releases, 'current'));

    await until(() => expect(library.current().value).toBe('Released.'));
  });

  it('never uses half of a set of files that is still being written', async () => {
    const folder = smallKnowledge();
    const { library, outcomes } = await following([folder]);
    const seen = new Set<string>();
    const watch = setInterval(() => seen.add(library.current().value), 5);
    onTestFinished(() => clearInterval(watch));

    for (let i = 0; i < 10; i += 1) {
      writeFileSync(join(folder, SECTION_PATH), said(`Draft ${i}.`));
      writeFileSync(join(folder, 'rules/latency.yaml'), RULE.replace('Only one', `Draft ${i} says that one`));
      await new Promise((resolve) => setTimeout(resolve, QUICK.quietMs / 3));
    }

    await until(() => expect(library.current().value).toBe('Draft 9.'));
    expect(outcomes.filter((outcome) => outcome === 'refused')).toEqual([]);
    expect([...seen].length).toBeLessThan(5);
  });

  it('looks by itself where no events come', async () => {
    const folder = smallKnowledge();
    const { library } = await open([folder], await freshStore('sqlite'), makeKnowledge);
    // An hour between an event and the look it asks for leaves only the looks by the clock.
    library.follow({ quietMs: 3_600_000, pollMs: 40 });

    replaceFile(folder, SECTION_PATH, said('Found.'));

    await until(() => expect(library.current().value).toBe('Found.'));
  });
});

describe.each(BACK_ENDS)('versions kept on %s', (kind) => {
  it('come back after a restart with other knowledge, and in another replica', async () => {
    const store = await freshStore(kind);
    const folder = smallKnowledge();
    const old = (await open([folder], store, makeKnowledge)).library.current();
    replaceFile(folder, SECTION_PATH, said('Other knowledge.'));
    const { library } = await open([folder], store, makeKnowledge);

    expect(library.kept(old.version)).toEqual({ status: 'away' });
    await library.fetch(old.version);

    expect(library.kept(old.version)).toEqual({
      status: 'held',
      held: { version: old.version, date: old.date, since: old.since, value: old.value },
    });
    expect(library.current().since).toBeGreaterThan(old.since);
  });

  it('are newer again when they come back into use', async () => {
    const store = await freshStore(kind);
    const folder = smallKnowledge();
    const { library } = await open([folder], store, makeKnowledge);
    const first = library.current();
    replaceFile(folder, SECTION_PATH, said('A mistake.'));
    await library.reload();
    const mistake = library.current();

    replaceFile(folder, SECTION_PATH, SECTION);
    await library.reload();

    expect(library.current().version).toBe(first.version);
    expect(library.current().since).toBeGreaterThan(mistake.since);
  });

  it('are lost when they are not kept, damaged, or no longer legal', async () => {
    const store = await freshStore(kind);
    const { library, logged } = await open([smallKnowledge()], store, makeKnowledge);
    const foreign = [{ path: 'rules/a.yaml', file: '', house: false, content: 'nothing: like this\n' }];
    await store.knowledge.activate('damaged', 'no gzip', 1);
    await store.knowledge.activate('swapped', packFiles(foreign), 1);
    await store.knowledge.activate('strange', gzipSync('{"a":1}').toString('base64'), 1);
    await store.knowledge.activate(versionOf(foreign), packFiles(foreign), 1);

    const wanted = ['nowhere', 'damaged', 'swapped', 'strange', versionOf(foreign)];
    for (const version of wanted) await library.fetch(version);

    expect(wanted.map((version) => library.kept(version))).toEqual([
      { status: 'lost', reason: 'it is not kept any more' },
      ...Array(4).fill({ status: 'lost', reason: 'this program cannot read it' }),
    ]);
    expect(logged.at(-1)?.fields).toMatchObject({
      findings: [expect.stringContaining(`knowledge ${versionOf(foreign)}/rules/a.yaml:1:1: `)],
    });
  });

  it('are kept for as long as a conversation goes by them or a process uses them', async () => {
    const store = await freshStore(kind);
    const { library } = await open([smallKnowledge()], store, makeKnowledge);
    await store.knowledge.activate('asked-for', 'x', 1);
    await store.knowledge.activate('forgotten', 'x', 1);
    await store.conversations.create({
      id: 'c',
      platform: 'p',
      address: '{}',
      key: null,
      takeKey: false,
      at: 1,
    });
    await store.saveTurn({ ...FIRST_TURN, id: 'c', state: '{}', knowledge: 'asked-for' });

    await library.touch();
    const pruned = await store.prune({ knowledge: clock });

    const left = await Promise.all(
      ['asked-for', 'forgotten', library.current().version].map((version) => store.knowledge.read(version)),
    );
    expect([pruned.knowledge, left.map((one) => one !== null)]).toEqual([1, [true, false, true]]);
  });

  it('are kept again by a process that still uses them when somebody removed them', async () => {
    const store = await freshStore(kind);
    const { library } = await open([smallKnowledge()], store, makeKnowledge);
    await store.prune({ knowledge: Number.MAX_SAFE_INTEGER });

    await library.touch();

    expect(await store.knowledge.read(library.current().version)).not.toBeNull();
  });
});
