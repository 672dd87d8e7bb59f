"""`mobile.mjs`: the ES module for JavaScript apps. It needs no page, and does nothing until it is called."""

from __future__ import annotations

from intercom_destination.js.globals import __version__
from intercom_destination.mobile.adapters.capacitor import capacitor as for_capacitor
from intercom_destination.mobile.adapters.cordova import cordova as for_cordova
from intercom_destination.mobile.adapters.react_native import react_native
from intercom_destination.mobile.plugins.analytics_js_plugin import analytics_plugin
from intercom_destination.mobile.plugins.react_native_plugin import destination_plugin

version = __version__

# Names of this module are exported, as they are.
destinationPlugin = destination_plugin
analyticsPlugin = analytics_plugin
reactNative = react_native
capacitor = for_capacitor
cordova = for_cordova
