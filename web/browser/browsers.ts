/**
 * Browsers as Debian ships them: nothing is downloaded.
 */
import type { PlaywrightTestOptions, PlaywrightWorkerOptions } from "@playwright/test";

type Use = Partial<PlaywrightTestOptions & PlaywrightWorkerOptions>;

/** Chromium with more arguments. Quiet: it talks to nobody but the page's server. As root there is no sandbox. */
export function chromiumWith(more: readonly string[]): Use {
  return {
    browserName: "chromium",
    launchOptions: {
      executablePath: process.env["FLUISTER_CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        ...more,
      ],
    },
  };
}

/** Chromium. */
export const chromium: Use = chromiumWith([]);

const QUIET = {
  "app.normandy.enabled": false,
  "app.update.auto": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "toolkit.telemetry.enabled": false,
};

function firefoxWith(prefs: Record<string, boolean>): Use {
  return {
    browserName: "firefox",
    // Firefox as it is released, over WebDriver BiDi, not Playwright's own build
    channel: "moz-firefox",
    launchOptions: {
      executablePath: process.env["FLUISTER_FIREFOX"] ?? "/usr/bin/firefox-esr",
      firefoxUserPrefs: { ...QUIET, ...prefs },
    },
    // what WebDriver BiDi cannot set
    contextOptions: { colorScheme: null, reducedMotion: null, forcedColors: null, contrast: null },
  };
}

/** Firefox. */
export const firefox: Use = firefoxWith({});

const WITHOUT_JIT = {
  "javascript.options.baselinejit": false,
  "javascript.options.ion": false,
  "javascript.options.native_regexp": false,
  "javascript.options.wasm": false,
};

/** Firefox without JIT or WebAssembly. Its clock is true to a millisecond, other than with all of 'Safer'. */
export const firefoxWithoutJit: Use = firefoxWith(WITHOUT_JIT);

/** Firefox as Tor Browser sets it at its level 'Safer': no JIT, no WebAssembly, and nothing to tell visitors apart by. */
export const saferFirefox: Use = firefoxWith({ ...WITHOUT_JIT, "privacy.resistFingerprinting": true });
