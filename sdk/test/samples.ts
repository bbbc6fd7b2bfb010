import { type Kind, type Known } from "../src/protocol/kinds.js";
import { SealingKey } from "../src/protocol/xwing.js";

/** Bytes that are told apart from all others. */
function marked(byte: number): Uint8Array {
  return new Uint8Array(32).fill(byte);
}

/** Every field of a kind, those that may be left out, too. */
type Whole<K extends Kind> = { [P in keyof Known<K>]-?: NonNullable<Known<K>[P]> };

/** A letter of each kind, with every field that it can have. */
export const SAMPLES: { readonly [K in Kind]: Whole<K> } = {
  report: {
    kind: "report",
    track: "conduct",
    categories: ["bullying", "hearsay"],
    text: "It began in May.",
    wants: "That it stops.",
    language: "nl",
    thread_key: marked(0xa1),
    reply_key: SealingKey.draw().publicKey,
  },
  message: { kind: "message", text: "A word." },
  question: { kind: "question", number: 1, text: "Since when?" },
  answer: { kind: "answer", number: 1, text: "Since May." },
  consent_request: {
    kind: "consent_request",
    number: 2,
    action: "Call the director.",
    readers: ["the director", "the board"],
    consequences: "They will know.",
  },
  consent_answer: { kind: "consent_answer", number: 2, consent: "withdrawn", text: "Rather not." },
  track_change: { kind: "track_change", track: "integrity", warning: "It becomes formal." },
  acknowledgement: { kind: "acknowledgement", text: "It has come." },
  feedback: { kind: "feedback", text: "It is done." },
  referral: { kind: "referral", name: "A helpline", text: "Call them." },
  appointment: {
    kind: "appointment",
    number: 3,
    on: 20_970,
    time: "10:30",
    place: "The library",
    text: "If it suits.",
  },
  appointment_answer: { kind: "appointment_answer", number: 3, accepted: true, text: "It does." },
  aftercare: { kind: "aftercare", ask_on: 21_000, text: "I will ask again." },
  handover: { kind: "handover", successor: marked(0x5a), text: "I am away." },
  attachment: {
    kind: "attachment",
    name: "plan.png",
    media_type: "image/png",
    size: 5,
    chunks: 1,
    key: marked(0xa2),
    tokens: marked(0xa3),
    sha256: marked(0x5b),
  },
  closing: { kind: "closing", text: "Take care.", ask_on: 21_060 },
  reopening: { kind: "reopening", text: "Once more." },
  withdrawal: { kind: "withdrawal", text: "I want no more." },
  note: {
    kind: "note",
    threads: [{ i: 0, adviser: marked(0xa4), name: "Sam", written: 1, seen: 0, heartbeat: 1, withdrawn: false }],
    earlier: [{ epoch: 742, count: 1 }],
    replies_only: false,
    letters: [{ to: [{ i: 0, n: 1, seen: 0 }], kind: "report", text: "It began in May.", part: { number: 1, of: 2 } }],
    attachments: [{ i: 0, n: 2, tokens: marked(0xa5), chunks: 1 }],
  },
};
