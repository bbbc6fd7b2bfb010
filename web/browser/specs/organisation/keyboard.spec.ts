/** An administrator with the keyboard alone: founding, inviting, appointing, a page, the poster. */
import { AdministratorPage } from "../../pages/administrator.ts";
import { Keyboard } from "../../keyboard.ts";
import { Saves } from "../../saves.ts";
import { type Key, words } from "../../pages/words.ts";
import { expect, test } from "../../test.ts";
import { requestOf, shownOf } from "../../environment/asking.ts";

const t = words("nl");
const NAME = "Zonder Muis";

test("from the first screen to a page and a poster", async ({ page, environment }) => {
  const { server } = environment;
  const keyboard = new Keyboard(page);
  const administration = new AdministratorPage(page, t, async (key) => {
    // where the page is opened nothing is taken from whoever is reading already
    if (key !== "org.start.title") await keyboard.beginsAtHeading();
  });
  const press = (key: Key, values?: Parameters<typeof t>[1]) => keyboard.press(administration.button(key, values));
  const enter = async (title: Key) => {
    await keyboard.press(page.getByRole("listitem").getByRole("button", { name: t(title) }));
    await administration.shows(title);
  };
  const saves = await Saves.of(page);
  const useKey = async ({ file, passphrase }: { file: string; passphrase: string }, action: Key) => {
    const chosen = { name: "a.key", mimeType: "application/x-pem-file", buffer: Buffer.from(file) };
    await keyboard.choose(administration.field("org.key.file"), chosen);
    await keyboard.type(administration.field("org.key.passphrase"), passphrase);
    await press(action);
  };
  const makeKey = async (which: "root" | "spare") => {
    await administration.shows(`org.key.${which}.title`);
    const passphrase = await administration.passphrase();
    await press(`org.key.${which}.save`);
    await administration.shows(`org.test.${which}.title`);
    const key = { file: await saves.last(), passphrase };
    await useKey(key, "org.test.action");
    return key;
  };

  await page.goto(`${server.origin}/organisation/`);
  await administration.shows("org.start.title");
  await press("org.start.found");
  await administration.shows("org.about.title");
  await press("next");
  // what is missing is said, and leads to its place
  await expect(page.getByRole("alert")).toBeFocused();
  await keyboard.press(page.getByRole("alert").getByRole("button").first());
  await expect(administration.field("org.about.name")).toBeFocused();
  await page.keyboard.type(NAME);
  await press("next");
  await administration.shows("org.address.title");
  await keyboard.type(administration.field("org.address.slug"), "zonder-muis");
  await keyboard.type(administration.field("org.address.admission"), (await server.admit("zonder-muis")).trim());
  await press("next");
  await administration.shows("org.policy.title");
  await press("next");
  const root = await makeKey("root");
  await makeKey("spare");
  await administration.shows("org.check.title");
  await press("org.check.found");
  await administration.shows("org.founded.title");
  const melders = administration.page.getByRole("group", { name: t("org.founded.melders"), exact: true });
  await keyboard.to(melders);
  const link = (await melders.innerText()).trim();

  await press("org.invite.title");
  await administration.shows("org.invite.title");
  await press("org.paste.title");
  await administration.shows("org.paste.title");
  await keyboard.to(administration.field("org.paste.text"));
  // as pasting does: a link is too long to type
  await page.keyboard.insertText(await requestOf(link, "Noor"));
  await press("org.paste.look");
  await administration.shows("org.request.title", { name: "Noor" });
  await keyboard.press(page.getByRole("checkbox"), "Space");
  await press("org.request.take", { name: "Noor" });
  await administration.shows("org.sign.title");
  await useKey(root, "org.sign.do");
  await administration.shows("org.signed.title");
  expect(await shownOf(link)).toContain("Noor");
  await press("org.home.to");
  await administration.shows("org.home.title", { organisation: NAME });

  await enter("org.pages.title");
  await keyboard.press(page.getByRole("listitem").getByRole("button").first());
  await administration.shows("page.adviser");
  await press("org.page.ready");
  await expect(page.getByRole("textbox")).not.toHaveValue("");
  await keyboard.type(page.getByRole("textbox"), "Getypt.");
  await press("org.keep");
  await administration.shows("org.pages.title");
  await keyboard.goesAround();
  // with the last step the button goes that took it back
  await press("org.undo");
  await keyboard.beginsAtHeading();
  await keyboard.to(administration.button("back"), "Shift+Tab");
  await page.keyboard.press("Enter");
  await administration.shows("org.home.title", { organisation: NAME });
  await enter("org.poster.title");
  await keyboard.to(page.getByRole("radio", { name: t("org.poster.large") }));
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: t("org.poster.card") })).toBeChecked();
  await keyboard.to(administration.button("org.poster.print"));
});
