import {
  CardFactory,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  MessageFactory,
  type Activity as SdkActivity,
  TeamsInfo,
  type TurnContext,
} from 'botbuilder';
import type { Card } from '../cards/card-json.ts';
import type { TeamsAddress } from './types.ts';

/** A message to send: a card with its summary for notifications, or plain words. */
export type Outgoing = { readonly card: Card; readonly summary: string } | { readonly text: string };

/** What a handler of incoming activities may do in its turn. */
export type TurnTools = {
  /** Answer in the conversation the activity came from. */
  reply(text: string): Promise<void>;
  /** Name of a channel of the team the activity came from; null when Teams does not tell. */
  channelName(channelId: string): Promise<string | null>;
};

/** The SDK behind the few calls we make; nothing else of the project knows it. */
export type Bot = {
  /**
   * Authenticate one posted activity and hand it over. Resolves with the HTTP status for the sender; an error of
   * `handle` is passed to `onError` and gives 500.
   */
  receive(post: IncomingPost, handle: Handle, onError: (error: unknown) => void): Promise<number>;
  /** Post to a conversation; resolves with the id of the message. Rejects with the SDK's own error. */
  post(place: TeamsAddress, message: Outgoing): Promise<string>;
  /** Replace one of our messages. */
  update(place: TeamsAddress, messageId: string, message: Outgoing): Promise<void>;
  /** Delete one of our messages. */
  remove(place: TeamsAddress, messageId: string): Promise<void>;
  /** Start a new thread in a channel; resolves with the id of the thread's conversation. */
  postToChannel(
    place: Omit<TeamsAddress, 'conversationId'>,
    channelId: string,
    message: Outgoing,
  ): Promise<string>;
};

export type IncomingPost = {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Record<string, unknown>;
};
export type Handle = (activity: unknown, tools: TurnTools) => Promise<void>;

const CHANNEL = 'msteams';

/**
 * The bot over botbuilder 4.23, whose support ended in 2025. Only what its successor kept is used; to change over,
 * rewrite this file on `@microsoft/agents-hosting`. `environment` holds the `MicrosoftApp...` variables; an empty one
 * lets every caller in, so only the local mode may pass it.
 */
export function createBot(environment: Readonly<Record<string, string>>): Bot {
  const authentication = new KeepingAuthentication({ ...environment });
  const adapter = new CloudAdapter(authentication);
  const appId = environment['MicrosoftAppId'] ?? '';
  const within = (place: TeamsAddress, work: (context: TurnContext) => Promise<void>) =>
    adapter.continueConversationAsync(appId, referenceOf(place), work);
  return {
    receive: async (post, handle, onError) => {
      const activity = post.body as Partial<SdkActivity> as SdkActivity;
      const sender = await senderOf(authentication, activity, post.headers, onError);
      return typeof sender === 'number' ? sender : takeIn(adapter, sender, activity, handle, onError);
    },
    post: async (place, message) => {
      let id = '';
      await within(place, async (context) => {
        id = (await context.sendActivity(activityOf(message)))?.id ?? '';
      });
      return id;
    },
    update: (place, messageId, message) =>
      within(place, async (context) => {
        await context.updateActivity({ ...activityOf(message), id: messageId });
      }),
    remove: (place, messageId) =>
      within(place, async (context) => {
        await context.deleteActivity(messageId);
      }),
    postToChannel: (place, channelId, message) => postToChannel(adapter, appId, place, channelId, message),
  };
}

type Base = ConfigurationBotFrameworkAuthentication;
type ConnectorFactory = ReturnType<Base['createConnectorFactory']>;
type Connector = Awaited<ReturnType<ConnectorFactory['create']>>;
type Claims = Parameters<Base['createConnectorFactory']>[0];
type Incoming = Awaited<ReturnType<Base['authenticateRequest']>>;
type UserTokenClient = Awaited<ReturnType<Base['createUserTokenClient']>>;

/** Service URLs of one cloud are a few dozen; the limit only guards against some that come without end. */
const MOST_CONNECTORS = 100;

/**
 * Who may deliver, and the clients to answer with. The SDK makes its clients anew with every activity, which costs it more
 * than all else it does; they hold nothing of an activity, so here one serves for each service URL.
 */
class KeepingAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #connectors = new Map<string, Promise<Connector>>();
  #tokens: Promise<UserTokenClient> | null = null;

  override async authenticateRequest(...given: Parameters<Base['authenticateRequest']>): Promise<Incoming> {
    const incoming = await super.authenticateRequest(...given);
    const { connectorFactory } = incoming;
    return connectorFactory === undefined
      ? incoming
      : { ...incoming, connectorFactory: this.#keeping(connectorFactory) };
  }

  override createConnectorFactory(claims: Claims): ConnectorFactory {
    return this.#keeping(super.createConnectorFactory(claims));
  }

  /** For signing people in, which this bot never does; the SDK wants to have one nevertheless. */
  override createUserTokenClient(claims: Claims): Promise<UserTokenClient> {
    this.#tokens ??= super.createUserTokenClient(claims).catch((error: unknown) => {
      this.#tokens = null;
      throw error;
    });
    return this.#tokens;
  }

  #keeping(factory: ConnectorFactory): ConnectorFactory {
    const make = factory.create.bind(factory);
    factory.create = (serviceUrl, audience) => {
      const name = `${serviceUrl} ${audience ?? ''}`;
      const kept = this.#connectors.get(name);
      if (kept !== undefined) return kept;
      if (this.#connectors.size >= MOST_CONNECTORS) this.#connectors.clear();
      const made = make(serviceUrl, audience).then(withoutRetries);
      this.#connectors.set(name, made);
      made.catch(() => this.#connectors.delete(name));
      return made;
    };
    return factory;
  }
}

/** The SDK sends a post again by itself after a 5xx, which can post twice; the outbox decides about that. */
function withoutRetries<T extends object>(connector: T): T {
  const client = Reflect.get(connector, 'client') as PipelineOwner | undefined;
  client?.pipeline?.removePolicy({ name: 'defaultRetryPolicy' });
  return connector;
}
type PipelineOwner = { readonly pipeline?: { removePolicy(policy: { name: string }): unknown } };

type OnError = (error: unknown) => void;

/** Who sent an activity, or the status for one whose token is refused or could not be checked. */
async function senderOf(
  authentication: KeepingAuthentication,
  activity: SdkActivity,
  { authorization = '' }: IncomingPost['headers'],
  onError: OnError,
): Promise<Incoming | number> {
  try {
    return await authentication.authenticateRequest(activity, String(authorization));
  } catch (error) {
    if (isRefusal(error)) return 401;
    onError(error);
    return 500;
  }
}

/** As the libraries name their errors: the SDK's carry a status, 500 when it could not load Microsoft's keys. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('statusCode' in error && typeof error.statusCode === 'number') return error.statusCode < 500;
  return error.name === 'JsonWebTokenError' || error.name === 'NotBeforeError';
}

/**
 * Past the SDK's own door for HTTP, which checks again what the route has checked, with schemas that it builds anew for each
 * activity, prints errors, and writes their texts into the answer.
 */
async function takeIn(
  adapter: CloudAdapter,
  sender: Incoming,
  activity: SdkActivity,
  handle: Handle,
  onError: OnError,
): Promise<number> {
  const failures: unknown[] = [];
  const logic = async (context: TurnContext): Promise<void> => {
    try {
      await handle(context.activity, toolsOf(context));
    } catch (error) {
      failures.push(error);
    }
  };
  // The SDK keeps nothing of an error but its text, so only its own come this way.
  await adapter.processActivityDirect(sender, activity, logic).catch((error) => failures.push(error));
  for (const failure of failures) onError(failure);
  if (failures.length > 0) return 500;
  return activity.type === 'invoke' ? NOT_IMPLEMENTED : 200;
}

/** An invoke wants an answer in the response, and none of our cards makes one. */
const NOT_IMPLEMENTED = 501;

function toolsOf(context: TurnContext): TurnTools {
  return {
    reply: async (text) => {
      await context.sendActivity(activityOf({ text }));
    },
    channelName: async (channelId) => {
      const channels = await TeamsInfo.getTeamChannels(context);
      const found = channels.find(({ id }) => id === channelId);
      // The first channel of a team comes without a name.
      return found === undefined ? null : (found.name ?? 'General');
    },
  };
}

async function postToChannel(
  adapter: CloudAdapter,
  appId: string,
  { serviceUrl, tenantId, botId }: Omit<TeamsAddress, 'conversationId'>,
  channelId: string,
  message: Outgoing,
): Promise<string> {
  let thread = '';
  const parameters = {
    isGroup: true,
    bot: { id: botId, name: '' },
    tenantId,
    channelData: { channel: { id: channelId } },
    activity: activityOf(message) as SdkActivity,
  };
  await adapter.createConversationAsync(
    appId,
    CHANNEL,
    serviceUrl,
    '',
    parameters as never,
    async (context) => {
      thread = context.activity.conversation.id;
    },
  );
  return thread;
}

function referenceOf({ serviceUrl, conversationId, tenantId, botId }: TeamsAddress) {
  const conversation = { id: conversationId, tenantId, isGroup: false, conversationType: '', name: '' };
  return { channelId: CHANNEL, serviceUrl, conversation, bot: { id: botId, name: '' } };
}

function activityOf(message: Outgoing): Partial<SdkActivity> {
  if ('text' in message) return { ...MessageFactory.text(message.text), textFormat: 'plain' };
  return { ...MessageFactory.attachment(CardFactory.adaptiveCard(message.card)), summary: message.summary };
}
