import plugin from "@analytics/intercom";

window.analyticsIntercom = plugin;
