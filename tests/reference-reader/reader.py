"""The reference reader: opens letters as protocol/SPEC.md says, and nothing else is known here.

Reads one JSON object from standard input and writes one to standard output; bytes in both are base64url.

  {"read": {"server", "organisation", "code", "day"}}   what lies under a code: {"own": [texts], "replies": [texts]}
  {"open": {"letter", "id", "organisation", "identity", "epoch", "seed"}}
                                                         a letter to an adviser: its JSON, and whether its proof fits
"""

import base64
import hashlib
import hmac
import json
import secrets
import sys
import urllib.request

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

LETTER = 16384
EPOCHS = 8
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


# Sections 1, 3 and 4: notation


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def u32(number):
    return number.to_bytes(4, "big")


def label(name):
    return b"fluister/v1/" + name.encode()


def mac(key, data):
    return hmac.digest(key, data, "sha256")


def sha256(data):
    return hashlib.sha256(data).digest()


def hkdf_expand(prk, info, length):
    blocks, last = b"", b""
    for count in range(1, -(-length // 32) + 1):
        last = mac(prk, last + info + bytes([count]))
        blocks += last
    return blocks[:length]


def expand(secret, name, *numbers):
    return hkdf_expand(secret, label(name) + b"\0" + b"".join(map(u32, numbers)), 32)


# Section 2: X-Wing, HPKE


class XWing:
    def __init__(self, seed):
        expanded = hashlib.shake_256(seed).digest(96)
        self.mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
        self.x25519 = X25519PrivateKey.from_private_bytes(expanded[64:])
        self.x_public = self.x25519.public_key().public_bytes_raw()
        self.public = self.mlkem.public_key().public_bytes_raw() + self.x_public

    def decapsulate(self, enc):
        ciphertext, share = enc[:1088], enc[1088:]
        first = self.mlkem.decapsulate(ciphertext)
        second = self.x25519.exchange(X25519PublicKey.from_public_bytes(share))
        joined = first + second + share + self.x_public + bytes.fromhex("5c2e2f2f5e5c")
        return hashlib.sha3_256(joined).digest()


SUITE = b"HPKE" + bytes.fromhex("647a00010003")


def hpke_open(key, enc, sealed, info, aad, psk=b"", psk_id=b""):
    def extract(salt, name, ikm):
        return mac(salt or bytes(32), b"HPKE-v1" + SUITE + name + ikm)

    def derive(prk, name, context, length):
        return hkdf_expand(prk, length.to_bytes(2, "big") + b"HPKE-v1" + SUITE + name + context, length)

    mode = bytes([1 if psk else 0])
    context = mode + extract(b"", b"psk_id_hash", psk_id) + extract(b"", b"info_hash", info)
    secret = extract(key.decapsulate(enc), b"secret", psk)
    nonce = derive(secret, b"base_nonce", context, 12)
    return ChaCha20Poly1305(derive(secret, b"key", context, 32)).decrypt(nonce, sealed, aad)


# Section 8: the letter


def open_letter(letter, key, kind, organisation, token_id, reader, psk=b"", psk_id=b""):
    if len(letter) != LETTER or letter[:4] != b"FLU1":
        raise ValueError("not a letter")
    info = label("letter") + b"\0" + bytes([kind]) + organisation + token_id + sha256(reader)
    plain = hpke_open(key, letter[4:1124], letter[1124:], info, b"FLU1", psk, psk_id)
    thread, proof, padded = plain[:32], plain[32:96], plain[96:]
    length = int.from_bytes(padded[:4], "big")
    if any(padded[4 + length :]):
        raise ValueError("padding")
    return thread, proof, padded, json.loads(padded[4 : 4 + length])


# Sections 5 and 6: the code and what follows from it


def entropy_of(code):
    number = 0
    for character in code.replace("-", "").strip():
        number = number * 32 + CROCKFORD.index(character)
    code_bytes = number.to_bytes(15, "big")
    if sha256(label("code") + b"\0" + code_bytes[:14])[0] != code_bytes[14]:
        raise ValueError("code")
    return code_bytes[:14]


# Sections 11 and 13: coming back


class Box:
    def __init__(self, server):
        self.server = server

    def fetch(self, tokens):
        wanted = list(tokens)
        while len(wanted) % 4:
            wanted.append(secrets.token_bytes(32))
        headers = {"content-type": "application/octet-stream"}
        request = urllib.request.Request(self.server + "/v1/letters/fetch", b"".join(wanted), headers)
        with urllib.request.urlopen(request) as answer:
            body = answer.read()
        letters = [body[at : at + LETTER] for at in range(0, len(body), LETTER)]
        return [letter if any(letter) else None for letter in letters[: len(tokens)]]


def read(server, organisation, code, day):
    box, organisation = Box(server), unb64(organisation)
    master = mac(organisation, entropy_of(code))
    self_key, self_psk = XWing(expand(master, "self key")), expand(master, "self psk")

    def note(epoch, k):
        token = expand(master, "note", epoch, k)
        (letter,) = box.fetch([token])
        if letter is None:
            return None
        place = (3, organisation, sha256(token), self_key.public, self_psk, label("self"))
        _, _, _, said = open_letter(letter, self_key, *place)
        return said

    notes = []
    for epoch in range(day // 28 - EPOCHS + 1, day // 28 + 1):
        k = 0
        while (found := note(epoch, k)) is not None:
            notes.append(found)
            k += 1
    own = [letter.get("text") for found in notes for letter in found.get("letters", [])]

    replies = []
    for thread_note in notes[-1]["threads"]:
        thread = expand(master, "thread", thread_note["i"])
        key = XWing(expand(master, "reply key", thread_note["i"]))
        tokens = [expand(thread, "reply", n) for n in range(1, 9)]
        for token, letter in zip(tokens, box.fetch(tokens)):
            if letter is not None:
                place = (2, organisation, sha256(token), key.public, expand(thread, "psk"), label("reply"))
                replies.append(open_letter(letter, key, *place)[3].get("text"))
    return {"own": own, "replies": replies}


# Section 9: who wrote it


def open_report(letter, id, organisation, identity, epoch, seed):
    key, organisation, token_id = XWing(unb64(seed)), unb64(organisation), unb64(id)
    reader = unb64(identity) + u32(epoch) + key.public
    thread_id, proof, padded, said = open_letter(unb64(letter), key, 1, organisation, token_id, reader)
    thread = unb64(said["thread_key"])
    proven = label("proof") + b"\0" + organisation + token_id + sha256(reader) + padded
    fits = thread_id == expand(thread, "thread id")
    fits = fits and hmac.compare_digest(proof, mac(expand(thread, "mac"), proven) + bytes(32))
    fits = fits and sha256(unb64(said["token"])) == token_id
    return {"said": said, "proof": fits}


def main():
    asked = json.load(sys.stdin)
    answer = read(**asked["read"]) if "read" in asked else open_report(**asked["open"])
    json.dump(answer, sys.stdout)


main()
