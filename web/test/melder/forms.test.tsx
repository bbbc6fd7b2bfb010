// @vitest-environment happy-dom
import { ServiceError } from "@fluister/sdk";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";

import { idText } from "../../ids/id-text.ts";
import { speak } from "../../i18n/i18n.ts";
import { answers, code, forget, receipt } from "../../melder/answers.ts";
import { App } from "../../melder/app.tsx";
import { close, conversation, held, news, writing } from "../../melder/conversation.ts";
import { protocol } from "../../melder/client.ts";
import { go, goOn, screen } from "../../melder/navigation.ts";
import { after, alerts, field, mount, page, press, type, words } from "../page.tsx";
import { type Asked, CODE, RECEIPT, ROBIN, SAM, last, openFakeClient, talk } from "./fake-client.ts";

let asked: Asked[] = [];

// What a page loads once somebody begins has been loaded.
beforeAll(async () => {
  await protocol();
});

beforeEach(async () => {
  await speak("en");
  asked = openFakeClient();
  forget();
  close();
  goOn("start");
  await mount(<App />);
});

/** Presses the box or the round button with this label. */
async function choose(label: string): Promise<void> {
  await after(() => field(label).click());
}

describe("the first question", () => {
  beforeEach(() => after(() => go("what")));

  it("must be answered, and says so", async () => {
    await type("What happened?", " \n ");
    await press("Continue");
    expect(words()).toContain("Write something here, even if it is only one sentence.");
    expect(field("What happened?").getAttribute("aria-invalid")).toBe("true");
    expect(screen.value).toBe("what");
    await type("What happened?", "They laughed");
    expect(field("What happened?").getAttribute("aria-invalid")).toBeNull();
    await press("Continue");
    expect(screen.value).toBe("when");
  });

  it("still has its answer when somebody comes back to it", async () => {
    await type("What happened?", "They laughed");
    await press("Continue");
    await press("Back");
    expect(field("What happened?").value).toBe("They laughed");
  });
});

describe("a report", () => {
  beforeEach(async () => {
    answers.what.value = "They laughed";
    answers.about.value = "conduct";
    answers.advisers.value = [idText(SAM.id)];
    code.value = CODE;
    await after(() => goOn("confirm"));
  });

  /** Types the groups that are asked for back from the paper, or something else. */
  async function typeGroups(wrong = false): Promise<void> {
    const groups = CODE.show().split("-");
    for (const input of page.querySelectorAll("input")) {
      const at = Number(input.id.replace("group-", ""));
      await type(`Group ${at + 1} of the code`, wrong ? "9999" : ` ${(groups[at] ?? "").toLowerCase()} `);
    }
    await press("Send");
  }

  it("isn't sent before the code was kept", async () => {
    await typeGroups(true);
    expect(words()).toContain("is not right. Look at your paper again.");
    expect(asked).toEqual([]);
  });

  it("goes to whom was chosen, once", async () => {
    await typeGroups();
    expect(asked).toHaveLength(1);
    const [sent, advisers, draft] = last(asked, "report").args;
    expect(sent).toBe(CODE);
    expect(advisers).toEqual([SAM.id]);
    expect(draft).toMatchObject({ text: "They laughed", track: "conduct", language: "en", repliesOnly: false });
    await after(() => last(asked, "report").answer(RECEIPT));
    expect(screen.value).toBe("receipt");
    expect(receipt.value).toEqual(RECEIPT);
  });

  it("after another is one of its own", async () => {
    await typeGroups();
    await after(() => last(asked, "report").answer(RECEIPT));
    await after(() => goOn("start"));
    expect(answers.what.value).toBe("");
    answers.what.value = "Again";
    answers.advisers.value = [idText(ROBIN.id)];
    code.value = CODE;
    await after(() => goOn("confirm"));
    await typeGroups();
    expect(last(asked, "report").args[1]).toEqual([ROBIN.id]);
    expect(last(asked, "report").args[2]).toMatchObject({ text: "Again" });
  });

  it("that did not arrive is kept, and is the same one at the next try", async () => {
    await typeGroups();
    const first = last(asked, "report");
    await after(() => first.fail(new ServiceError("busy")));
    expect(alerts().join(" ")).toContain("It is too busy now");
    expect(words()).toContain("Everything you typed is still there");
    // What was sent once is not sent again in other words: it could arrive twice.
    answers.what.value = "Something else";
    await press("Try again");
    const again = last(asked, "report");
    expect(again).not.toBe(first);
    expect(again.args.slice(0, 3)).toEqual(first.args.slice(0, 3));
    expect(again.args[2]).toBe(first.args[2]);
  });

  it("that is too long can be changed: what was typed is there, under the same code", async () => {
    await typeGroups();
    await after(() => last(asked, "report").fail(new ServiceError("too-long")));
    expect(alerts().join(" ")).toContain("Make it a little shorter");
    await press("Change");
    expect(screen.value).toBe("check");
    expect(words()).toContain("They laughed");
    expect(code.value).toBe(CODE);
    answers.what.value = "Laughter";
    await after(() => goOn("confirm"));
    await typeGroups();
    expect(last(asked, "report").args[2]).toMatchObject({ text: "Laughter" });
  });
});

describe("a code that is typed", () => {
  const LABEL = "Type your retrieval code";

  beforeEach(() => after(() => go("enter")));

  it.each([
    ["", "You typed 0."],
    ["AAAA-BBBB", "You typed 8."],
    ["UUUU-0000-0000-0000-0000-0000", "The letter U and punctuation never occur."],
    ["0000-0000-0000-0000-0000-0000", "There is a typing mistake in the code."],
  ])("and is none ('%s') is kept, and what is wrong is said", async (typed, says) => {
    await type(LABEL, typed);
    await press("Open");
    expect(words()).toContain(says);
    expect(field(LABEL).value).toBe(typed);
    expect(asked).toEqual([]);
  });

  it("is kept where nothing could be fetched, to be tried again", async () => {
    await type(LABEL, CODE.show());
    await press("Open");
    await after(() => last(asked, "read").fail(new ServiceError("offline")));
    expect(alerts().join(" ")).toContain("The server does not answer.");
    expect(field(LABEL).value).toBe(CODE.show());
    await press("Try again");
    await after(() => last(asked, "read").answer(talk()));
    expect(screen.value).toBe("talk");
    expect(words()).toContain("Sam");
  });

  it("under which nothing lies isn't tried again as it is", async () => {
    await type(LABEL, CODE.show());
    await press("Open");
    await after(() => last(asked, "read").fail(new ServiceError("nothing")));
    expect(alerts().join(" ")).toContain("there is nothing under it any more");
    expect(words()).not.toContain("Try again");
    expect(held.value).toBeUndefined();
  });
});

describe("in a conversation", () => {
  beforeEach(() => {
    held.value = CODE;
    conversation.value = talk();
  });

  describe("a message", () => {
    beforeEach(async () => {
      await after(() => goOn("talk"));
      await press("Add something");
    });

    it("isn't sent while it is empty", async () => {
      await type("Your message", "  ");
      await press("Send");
      expect(words()).toContain("Write something, or choose a file to send.");
      expect(asked).toEqual([]);
    });

    it.each([
      ["too-long", "Make it a little shorter"],
      ["offline", "The server does not answer."],
      ["busy", "Wait a few minutes and try again."],
    ] as const)("that is not taken (%s) is kept, with why in words", async (kind, says) => {
      await type("Your message", "One thing more");
      await press("Send");
      expect(words()).toContain("Keep this page open.");
      await after(() => last(asked, "followUp").fail(new ServiceError(kind)));
      expect(alerts().join(" ")).toContain(says);
      expect(field("Your message").value).toBe("One thing more");
      await press("Try again");
      expect(last(asked, "followUp").args[1]).toMatchObject({ text: "One thing more" });
    });

    it("that was sent is forgotten, and the conversation is read again", async () => {
      await type("Your message", " One thing more ");
      await press("Send");
      expect(last(asked, "followUp").args.slice(0, 2)).toEqual([CODE, { text: "One thing more", attachments: [] }]);
      await after(() => last(asked, "followUp").answer({ ...RECEIPT, afterAnother: false }));
      await after(() => last(asked, "read").answer(talk({ ownWritten: 2 })));
      expect(screen.value).toBe("talk");
      expect(words()).toContain("Your message has been sent.");
      await press("Add something");
      expect(field("Your message").value).toBe("");
    });

    it("that comes after somebody else's says so", async () => {
      await type("Your message", "One thing more");
      await press("Send");
      await after(() => last(asked, "followUp").answer({ ...RECEIPT, afterAnother: true }));
      await after(() => last(asked, "read").answer(talk()));
      expect(words()).toContain("Then somebody else knows your code.");
    });
  });

  describe("going on with another adviser", () => {
    const TEXT = "What do you want to write?";

    beforeEach(() => after(() => go("another")));

    it("needs one, and words", async () => {
      await press("Send");
      expect(words()).toContain("Choose a confidential adviser.");
      expect(words()).toContain("Write something, even if it is only one sentence.");
      expect(page.textContent).not.toContain("Sam");
      expect(asked).toEqual([]);
    });

    it("that fails keeps whom and what", async () => {
      await choose("Robin");
      await type(TEXT, "Hello Robin");
      await press("Send");
      const [, whom, options] = last(asked, "handOver").args;
      expect(whom).toEqual(ROBIN.id);
      // Nothing goes along unless the melder says so.
      expect(options).toEqual({ text: "Hello Robin", withConversation: false, language: "en" });
      await after(() => last(asked, "handOver").fail(new ServiceError("too-long")));
      expect(alerts().join(" ")).toContain("Make it a little shorter");
      expect(field(TEXT).value).toBe("Hello Robin");
      expect((field("Robin") as HTMLInputElement).checked).toBe(true);
    });
  });

  describe("taking everything back", () => {
    beforeEach(() => after(() => go("withdraw")));

    it("wants to be sure", async () => {
      await press("Withdraw everything");
      expect(words()).toContain("Tick the box if you are sure.");
      expect(asked).toEqual([]);
    });

    it("that fails says so, and can be tried again", async () => {
      await choose("Yes, I want to withdraw everything");
      await press("Withdraw everything");
      await after(() => last(asked, "withdraw").fail(new ServiceError("offline")));
      expect(alerts().join(" ")).toContain("The server does not answer.");
      expect(held.value).toBe(CODE);
      await press("Try again");
      await after(() => last(asked, "withdraw").answer());
      expect(screen.value).toBe("withdrawn");
      expect([held.value, conversation.value]).toEqual([undefined, undefined]);
    });
  });

  it("leaves nothing of it to who uses the page next, once it is closed", async () => {
    await after(() => go("write"));
    await type("Your message", "Something only I know");
    news.value = "Your message is sent.";
    await after(() => goOn("talk"));
    await press("Close");
    expect(screen.value).toBe("start");
    expect([held.value, conversation.value, news.value]).toEqual([undefined, undefined, undefined]);
    expect([writing.text.value, writing.answering.value]).toEqual(["", undefined]);
  });
});
