import Intercom, { trackEvent, update } from "@intercom/messenger-js-sdk";

window.messengerSdk = { Intercom, trackEvent, update };
