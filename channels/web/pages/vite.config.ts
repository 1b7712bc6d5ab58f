import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The page is served by the dialogue server under this path, see channels/web/input.py.
const BASE = "/webhooks/web/";
const DIALOGUE = process.env.BANSHI_DIALOGUE_URL ?? "http://127.0.0.1:5005";

export default defineConfig({
  base: BASE,
  plugins: [react()],
  build: {
    outDir: "../static",
    emptyOutDir: true,
    // What the phones of five years ago understand.
    target: ["es2020", "chrome80", "safari14"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: { "/webhooks/web/socket.io": { target: DIALOGUE, ws: true }, "/webhooks/web/checklist": DIALOGUE },
  },
  test: {
    environment: "jsdom",
    include: ["tests/**/*.test.{ts,tsx}"],
    css: false,
    // Their own modules are CommonJS beside ES modules; let Vite resolve them as the build does.
    server: { deps: { inline: [/@chatui\/core/] } },
  },
});
