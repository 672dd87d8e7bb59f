/** Types of `intercom.mjs`, and of the API that the script tag puts on the page. */

/** Intercom's regional URLs have short names; any other text is a URL of your own. */
export type ApiBase = "us" | "eu" | "au" | (string & {});

export interface Settings {
  /** The Intercom workspace. Without it nothing is loaded and nothing is sent. */
  appId: string;
  /** CSS selector of the element that opens the Messenger. Default: "#IntercomDefaultWidget". */
  activator?: string;
  /** Names of properties that pass as `{url, value}` objects. */
  richLinkProperties?: string[];
  /** Intercom's region, or the URL of its API. Default: Intercom's own choice. */
  apiBase?: ApiBase;
  /** Where traits that Intercom has no name for go. Default: "flat". */
  customAttributes?: "flat" | "nested";
  /** What becomes of objects and lists that Intercom takes none of. Default: "drop". */
  nestedData?: "drop" | "flatten";
  /** When the widget's script is fetched. Default: "immediate". */
  loadStrategy?: "immediate" | "idle" | "interaction";
  /** Whether `reset()`, or another person, ends the Intercom session. Default: true. */
  shutdownOnLogout?: boolean;
  /** Where the widget's script is; `{appId}` stands for the workspace. */
  widgetUrl?: string;
  /** Script tag beside Segment's snippet: whether it takes over where Segment's own script is blocked. Default: false. */
  segmentFallback?: boolean;
  /** Whether calls that say nothing of it hide Intercom's own launcher. Default: left to Intercom. */
  hideDefaultLauncher?: boolean;
  // Intercom's own settings, which every boot carries where they are given.
  actionColor?: string;
  alignment?: "left" | "right";
  backgroundColor?: string;
  cookieDomain?: string;
  hideNotifications?: boolean;
  /** In pixels; 20 at least. */
  horizontalPadding?: number;
  /** In milliseconds. */
  sessionDuration?: number;
  themeMode?: "light" | "dark" | "system";
  /** In pixels; 20 at least. */
  verticalPadding?: number;
  zIndex?: number;
}

/** The settings that are left to Intercom where they are not given. */
type OptionalSetting =
  | "hideDefaultLauncher"
  | "actionColor"
  | "alignment"
  | "backgroundColor"
  | "cookieDomain"
  | "hideNotifications"
  | "horizontalPadding"
  | "sessionDuration"
  | "themeMode"
  | "verticalPadding"
  | "zIndex";

/** What one call can say to Intercom: `{integrations: {Intercom: {...}}}`. */
export interface IntercomOptions {
  hideDefaultLauncher?: boolean;
  hide_default_launcher?: boolean;
  user_hash?: string;
  userHash?: string;
  intercom_user_jwt?: string;
  intercomUserJwt?: string;
}

export interface Options {
  /** The destinations of the call, by name. */
  integrations?: {
    All?: boolean;
    Intercom?: boolean | IntercomOptions;
    [destination: string]: unknown;
  };
  /** The same options can stand here. */
  context?: { Intercom?: IntercomOptions; [key: string]: unknown };
  /** ... and here. */
  Intercom?: IntercomOptions;
  [key: string]: unknown;
}

/** An event as Segment's library hands it to a plugin. */
export interface SegmentEvent {
  type?: string;
  event?: string;
  userId?: string | null;
  groupId?: string | null;
  traits?: object;
  properties?: object;
  integrations?: object;
  context?: object;
  [key: string]: unknown;
}

/** What an analytics library hands to a plugin; more than this is left as it is. */
export interface Context {
  event: SegmentEvent;
}

/** A destination for `analytics.register()` of analytics.js 2. */
export interface IntercomPlugin {
  readonly name: "Intercom";
  readonly version: string;
  readonly type: "destination";
  isLoaded(): boolean;
  // What libraries pass here has their own types, so these are as wide as can be.
  load(ctx: any, analytics?: any): Promise<any>;
  /** Ends the Intercom session; `analytics.deregister("Intercom")` calls it. */
  unload(): void;
  page(ctx: any): any;
  identify(ctx: any): any;
  group(ctx: any): any;
  track(ctx: any): any;
}

/** The plugin: `analytics.register(intercom({ appId: "..." }))`. */
export function intercom(settings: Settings): IntercomPlugin;

/** What classic analytics.js calls on its integration. */
export interface IntercomIntegration {
  analytics?: any;
  readonly name: "Intercom";
  readonly options: Required<Omit<Settings, OptionalSetting>> & Settings;
  initialize(): void;
  load(): void;
  loaded(): boolean;
  ready(): void;
  reset(): void;
  invoke(method: string, event?: any): void;
  page(event: any): void;
  identify(event: any): void;
  group(event: any): void;
  track(event: any): void;
  debug(...values: unknown[]): void;
  on(name: string, listener: (...values: any[]) => void): this;
  once(name: string, listener: (...values: any[]) => void): this;
  off(name?: string, listener?: (...values: any[]) => void): this;
  emit(name: string, ...values: unknown[]): this;
}

/** The classic destination: for `classicIntegrations` of analytics.js 2, or `analytics.use()` of classic analytics.js. */
export const Intercom: {
  new (settings: Settings): IntercomIntegration;
  // analytics.js 2 asks for a class of its own, with private members, which no other type can be.
  new (settings: object): any;
  (settings: Settings): IntercomIntegration;
  readonly prototype: any;
};

/** The version of this package. */
export const version: string;

export type Callback = (ctx: Context) => void;
type Sent = Promise<Context>;
type Id = string | number | null | undefined;
/** Properties or traits. */
type Data = object | null | undefined;

/** A person or a group that the stand-alone API knows; in memory only. */
export interface Entity {
  id(): string | null;
  traits(): Record<string, unknown>;
}

/** `window.analytics` where the script tag is on a page without Segment. */
export interface StandaloneAnalytics {
  readonly VERSION: string;

  page(callback?: Callback): Sent;
  page(properties: object, callback?: Callback): Sent;
  page(properties: object, options: Options, callback?: Callback): Sent;
  page(name: string, callback?: Callback): Sent;
  page(name: string, properties: Data, callback?: Callback): Sent;
  // As in analytics.js 2, the only object after a single name counts as properties: options need an object before them.
  page(name: string, properties: object, options: Options, callback?: Callback): Sent;
  page(category: string | null, name: string, callback?: Callback): Sent;
  page(category: string | null, name: string, properties: Data, callback?: Callback): Sent;
  page(category: string | null, name: string, properties: Data, options: Options | null, callback?: Callback): Sent;
  page(category: null, name: null, callback?: Callback): Sent;
  page(category: null, name: null, properties: Data, callback?: Callback): Sent;
  page(category: null, name: null, properties: Data, options: Options | null, callback?: Callback): Sent;

  track(event: string, callback?: Callback): Sent;
  track(event: string, properties: Data, callback?: Callback): Sent;
  track(event: string, properties: Data, options: Options | null, callback?: Callback): Sent;
  track(event: { event: string; properties?: object }, callback?: Callback): Sent;
  track(event: { event: string; properties?: object }, options: Options, callback?: Callback): Sent;

  identify(callback?: Callback): Sent;
  identify(id: Id, callback?: Callback): Sent;
  identify(id: Id, traits: Data, callback?: Callback): Sent;
  identify(id: Id, traits: Data, options: Options | null, callback?: Callback): Sent;
  identify(traits: object, callback?: Callback): Sent;
  identify(traits: object, options: Options | null, callback?: Callback): Sent;

  group(): Entity;
  group(id: Id, callback?: Callback): Sent;
  group(id: Id, traits: Data, callback?: Callback): Sent;
  group(id: Id, traits: Data, options: Options | null, callback?: Callback): Sent;
  group(traits: object, callback?: Callback): Sent;
  group(traits: object, options: Options | null, callback?: Callback): Sent;

  user(): Entity;
  /** Forget the person and the group, and end the Intercom session. */
  reset(): void;
  ready(callback?: () => void): Promise<unknown>;
  /** Once, where the tag has no `data-app-id`: calls made before wait for it. */
  load(settings: Settings): void;

  /** Also `intercom:boot`, after each boot of the Messenger. */
  on(name: "page", listener: PageListener): this;
  on(name: "track" | "identify" | "group", listener: CallListener): this;
  on(name: string, listener: (...values: any[]) => void): this;
  once(name: "page", listener: PageListener): this;
  once(name: "track" | "identify" | "group", listener: CallListener): this;
  once(name: string, listener: (...values: any[]) => void): this;
  off(name?: string, listener?: (...values: any[]) => void): this;
  emit(name: string, ...values: unknown[]): this;
}

export type PageListener = (category: string | null, name: string | undefined, properties: object, options: Options) => void;
/** `what` is the event's name, or the id of the person or group. */
export type CallListener = (what: string | null, data: object, options: Options) => void;
