import { LinkError, REASONS, type Reason, ValidationError, SERVICE_ERRORS, ServiceError } from "@fluister/sdk";
import { describe, expect, it } from "vitest";

import { errorCodeOf } from "../errors/error-code.ts";

describe("what went wrong", () => {
  // the page itself is at the one server it talks to
  const NEVER_MET = ["refused", "not-allowed"];

  it("is known for everything that the service can say", () => {
    for (const kind of Object.keys(SERVICE_ERRORS) as (keyof typeof SERVICE_ERRORS)[]) {
      const errorCode = errorCodeOf(new ServiceError(kind));
      expect([kind, errorCode]).toEqual([kind, NEVER_MET.includes(kind) ? "answer" : kind]);
    }
  });

  it("is a reason to stop for everything that the protocol refuses in a directory", () => {
    const told: Partial<Record<Reason, string>> = {
      organisation: "mismatch",
      "pinned-adviser": "mismatch",
      expired: "expired",
      future: "clock",
      "no-epoch": "away",
    };
    for (const reason of Object.keys(REASONS) as Reason[]) {
      expect([reason, errorCodeOf(new ValidationError(reason))]).toEqual([reason, told[reason] ?? "altered"]);
    }
  });

  it("is an address that was cut off", () => {
    expect(errorCodeOf(new LinkError("fingerprint"))).toBe("address");
  });

  it("is a full server where it says so", () => {
    expect(errorCodeOf(new ServiceError("busy", { problem: "storage-full" }))).toBe("full");
  });

  it("is no connection where a script cannot be loaded, and else something strange", () => {
    expect(errorCodeOf(new TypeError("Failed to fetch dynamically imported module"))).toBe("offline");
    expect(errorCodeOf(new RangeError())).toBe("answer");
    expect(errorCodeOf("what?")).toBe("answer");
  });
});
