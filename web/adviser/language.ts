import { speak } from "../i18n/i18n.ts";
import { prefer } from "./device/preferences.ts";

/** Shows the app in a language, and remembers that on this device. Where its texts can't be loaded, nothing changes. */
export async function speakFromNowOn(tag: string): Promise<void> {
  try {
    await speak(tag);
  } catch {
    return;
  }
  await prefer({ language: tag });
}
