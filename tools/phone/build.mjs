// Builds an app as React Native's tools do: Metro, with React Native's Babel preset. Arguments: the entry, the file
// to write, the system.
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import Metro from "metro";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const phone = join(root, "tests", "support", "phone_app");
const require = createRequire(import.meta.url);
const [entry, out, platform] = process.argv.slice(2);

const ALIASES = {
  "react-native": join(phone, "react-native.js"),
  react: join(phone, "react.js"),
  "react-native-get-random-values": join(phone, "empty.js"),
  "intercom-destination/mobile": join(root, "build", "mobile.mjs"),
};

const config = await Metro.loadConfig({ config: undefined, cwd: here }, {
  projectRoot: here,
  watchFolders: [phone, join(root, "build"), join(root, "node_modules")],
  cacheStores: [],
  reporter: { update() {} },
  resolver: {
    nodeModulesPaths: [join(root, "node_modules"), join(here, "node_modules")],
    sourceExts: ["js", "mjs", "cjs", "json", "ts", "tsx"],
    unstable_enablePackageExports: true,
    resolveRequest: (context, name, system) => {
      if (ALIASES[name]) return { type: "sourceFile", filePath: ALIASES[name] };
      if (name === "@react-native-async-storage/async-storage") return { type: "empty" };
      return context.resolveRequest(context, name, system);
    },
  },
  serializer: { getPolyfills: () => [], getModulesRunBeforeMainModule: () => [] },
  transformer: {
    babelTransformerPath: require.resolve("@react-native/metro-babel-transformer"),
    enableBabelRCLookup: false,
    enableBabelRuntime: false,
  },
});
await Metro.runBuild(config, { entry, out, dev: false, minify: false, platform });
