/** Types of `mobile.mjs`: Intercom's mobile SDKs below Segment's libraries for JavaScript apps. */

/** Settings that the app hands in; they win over those of Segment's CDN. */
export interface MobileSettings {
  /** The Intercom workspace. */
  appId?: string;
  /** The SDK's key, of the platform that the Segment source is of. Without one, native code has to start the SDK. */
  mobileApiKey?: string;
  /** The SDK's keys of both platforms, where one Segment source has both. */
  apiKeyIOS?: string;
  apiKeyAndroid?: string;
  /** Whether identify sends what the library says of device, system and app. Default: false. */
  collectContext?: boolean;
  /** Whether the login of another person is preceded by a logout. Default: true. */
  shutdownOnLogout?: boolean;
  /** Names of properties that pass as `{url, value}` objects. */
  richLinkProperties?: string[];
  [other: string]: unknown;
}

/** The attributes of a person, in the names of Intercom's SDKs. */
export interface UserAttributes {
  userId?: string;
  email?: string;
  name?: string;
  phone?: string;
  languageOverride?: string;
  unsubscribedFromEmails?: boolean;
  /** Unix seconds. */
  signedUpAt?: number;
  customAttributes?: { [name: string]: string | number | boolean | null };
  companies?: Company[];
}

export interface Company {
  id: string;
  name?: string;
  plan?: string;
  /** A whole number. */
  monthlySpend?: number;
  /** Unix seconds. */
  createdAt?: number;
  customAttributes?: { [name: string]: string | number | boolean | null };
}

/** An SDK as neutral functions. Each returns a promise; null, or no function, for what the SDK lacks. */
export interface Adapter<SDK = any> {
  /** The SDK itself; without one nothing is sent. */
  sdk: SDK | null;
  /** The platform, where it is known. */
  platform?: "ios" | "android" | (string & {});
  /** Whether the SDK's bridge drops what is nested in an event's data. */
  flat?: boolean;
  /** Attributes that the SDK has not. */
  lacks?: (keyof UserAttributes)[];
  /** The user id of who is logged in, empty for an unidentified user, null for nobody, undefined where it cannot tell. */
  who?: (() => Promise<string | null | undefined>) | null;
  /** Starts the SDK; where the platform is not known `key` is iOS's, and `androidKey` Android's. */
  initialize?: ((key: string, appId: string, androidKey?: string) => Promise<unknown>) | null;
  /** Asked where there is no key; a rejection says that the app has not started the SDK. */
  isStarted?: (() => Promise<unknown>) | null;
  setUserHash?: ((hash: string) => Promise<unknown>) | null;
  setUserJwt?: ((jwt: string) => Promise<unknown>) | null;
  loginUser?: ((user: { userId: string }) => Promise<unknown>) | null;
  loginUnidentifiedUser?: (() => Promise<unknown>) | null;
  updateUser?: ((attributes: UserAttributes) => Promise<unknown>) | null;
  logEvent?: ((name: string, data?: { [key: string]: any }) => Promise<unknown>) | null;
  logout?: (() => Promise<unknown>) | null;
}

/** What every plugin of this module has. */
export interface Underlying<SDK = any> {
  /** Intercom's SDK, for what Segment does not do: its screens, push messages, ... */
  readonly intercom: SDK | null;
  /** Hands the SDK over once it is started. */
  onReady(callback: (intercom: SDK) => void): void;
}

/** The React Native SDK, as far as it is used here. */
export interface ReactNativeSDK {
  loginUserWithUserAttributes(attributes: any): Promise<any>;
  loginUnidentifiedUser(): Promise<any>;
  updateUser(attributes: any): Promise<any>;
  logEvent(name: string, data?: any): Promise<any>;
  logout(): Promise<any>;
  setUserHash(hash: string): Promise<any>;
}

/** The Capacitor plugin, as far as it is used here. */
export interface CapacitorSDK {
  loadWithKeys(keys: any): Promise<any>;
  registerIdentifiedUser(user: any): Promise<any>;
  registerUnidentifiedUser(): Promise<any>;
  updateUser(attributes: any): Promise<any>;
  logEvent(event: any): Promise<any>;
  setUserHash(hash: any): Promise<any>;
  setUserJwt(jwt: any): Promise<any>;
  logout(): Promise<any>;
}

/** `@intercom/intercom-react-native`; `platform` is `Platform.OS`. */
export function reactNative<SDK extends ReactNativeSDK>(sdk: SDK, platform: string): Adapter<SDK>;

/** `@capacitor-community/intercom`. */
export function capacitor<SDK extends CapacitorSDK>(sdk: SDK): Adapter<SDK>;

/** `cordova-plugin-intercom`: `window.intercom`, after `deviceready`. */
export function cordova<SDK = any>(sdk: SDK): Adapter<SDK>;

/** The plugin for `@segment/analytics-react-native`: an instance of that library's `DestinationPlugin`. */
export function destinationPlugin<Plugin, SDK = any>(
  DestinationPlugin: new () => Plugin,
  adapter: Adapter<SDK>,
  settings?: MobileSettings,
): Plugin & Underlying<SDK>;

/** The plugin for analytics.js 2 in a web view. */
export interface AnalyticsPlugin<SDK = any> extends Underlying<SDK> {
  readonly name: "Intercom";
  readonly version: string;
  readonly type: "destination";
  isLoaded(): boolean;
  // What libraries pass here has their own types, so these are as wide as can be.
  load(ctx: any, analytics?: any): Promise<any>;
  /** Takes no more events; whoever is logged in stays so. */
  unload(): void;
  identify(ctx: any): any;
  group(ctx: any): any;
  track(ctx: any): any;
}

/** The plugin for `analytics.register` of analytics.js 2, in Capacitor, Ionic and Cordova. */
export function analyticsPlugin<SDK = any>(adapter: Adapter<SDK>, settings?: MobileSettings): AnalyticsPlugin<SDK>;

/** The version of this package. */
export const version: string;
