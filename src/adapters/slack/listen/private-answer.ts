import type { KnownBlock } from '@slack/types';

/** What is told to the person who typed the command alone. */
export type PrivateAnswer = { readonly text: string; readonly blocks?: KnownBlock[] };
