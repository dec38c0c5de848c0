// One script and one style sheet with stable names; Django gives the hashed ones (ManifestStaticFilesStorage).
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "../static/liuhen/build",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    // polyfills for preloading modules would be put in as an inline script, which our policy forbids
    modulePreload: false,
    sourcemap: false,
    rolldownOptions: {
      input: "src/liuhen.ts",
      output: {
        entryFileNames: "liuhen.js",
        codeSplitting: false,
        assetFileNames: (asset) => (asset.names?.[0]?.endsWith(".css") ? "liuhen.css" : "[name][extname]"),
      },
    },
  },
});
