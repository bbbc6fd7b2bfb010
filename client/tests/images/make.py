"""Makes the images beside this file, as cameras, phones and editors write them; needs Pillow and piexif.

NAME is what a camera would give, NAME with `.clean` before its ending what must be left of it: the encoder's own bytes
for the same picture, put together here without any of fluister's code. Everything that tells of somebody holds the
word SECRET, so that a test can look for it.
"""

import io
import struct
import zlib
from pathlib import Path

import piexif
from PIL import Image, ImageCms

HERE = Path(__file__).parent
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + b"SECRET monitor"
XMP = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET<creator>Jan de Vries</creator></x:xmpmeta>"


def picture(width=64, height=48, shift=0):
    image = Image.new("RGB", (width, height))
    image.putdata([((x * 4 + shift) % 256, (y * 5) % 256, (x * y) % 256) for y in range(height) for x in range(width)])
    return image


def encoded(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif(orientation):
    """Everything a telephone writes: who, where, when, with what, and a small copy of the picture."""
    thumbnail = encoded(picture(16, 12), "JPEG", comment=b"SECRET thumbnail")
    return piexif.dump({
        "0th": {
            piexif.ImageIFD.Make: b"SECRET make",
            piexif.ImageIFD.Model: b"SECRET model",
            piexif.ImageIFD.Artist: b"SECRET artist",
            piexif.ImageIFD.Orientation: orientation,
            piexif.ImageIFD.DateTime: b"2026:11:20 14:30:22",
        },
        "Exif": {
            piexif.ExifIFD.MakerNote: b"SECRET maker note" * 20,
            piexif.ExifIFD.BodySerialNumber: b"SECRET serial",
            piexif.ExifIFD.UserComment: b"ASCII\0\0\0SECRET comment",
        },
        "GPS": {
            piexif.GPSIFD.GPSLatitudeRef: b"N",
            piexif.GPSIFD.GPSLatitude: ((52, 1), (5, 1), (2412, 100)),
            piexif.GPSIFD.GPSLongitudeRef: b"E",
            piexif.GPSIFD.GPSLongitude: ((5, 1), (7, 1), (1234, 100)),
            piexif.GPSIFD.GPSAreaInformation: b"SECRET place",
        },
        "1st": {piexif.ImageIFD.Compression: 6},
        "thumbnail": thumbnail,
    })


def upright(orientation):
    """TIFF with the orientation alone."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x112, 3, 1, orientation, 0, 0)


# JPEG

def segment(marker, data):
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def with_segments(jpeg, segments):
    """After SOI and JFIF."""
    assert jpeg[:4] == b"\xff\xd8\xff\xe0"
    end = 4 + struct.unpack(">H", jpeg[4:6])[0]
    return jpeg[:end] + b"".join(segments) + jpeg[end:]


def before_scans(jpeg, data):
    """Before every scan but the first."""
    parts = jpeg.split(b"\xff\xda")
    return parts[0] + b"\xff\xda" + (data + b"\xff\xda").join(parts[1:])


def jpegs():
    second = encoded(picture(32, 24, 9), "JPEG", comment=b"SECRET second picture")
    every = [
        segment(0xE0, b"JFXX\0\x10" + encoded(picture(8, 8), "JPEG", comment=b"SECRET small")),
        segment(0xE1, exif(6)),
        segment(0xE1, XMP),
        segment(0xE2, b"ICC_PROFILE\0\x01\x01" + PROFILE),
        segment(0xE2, b"MPF\0MM\0*\0\0\0\x08SECRET list of pictures"),
        segment(0xEA, b"SECRET application"),
        segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x06SECRET"),
        segment(0xFE, b"SECRET comment"),
    ]
    plain = encoded(picture(), "JPEG", quality=85)
    # dots per inch, which belong to a scanner
    dense = encoded(picture(), "JPEG", quality=85, dpi=(301, 301))
    camera = with_segments(dense, every) + second + b"SECRET trailer of the maker"
    yield "camera.jpg", camera, with_segments(plain, [segment(0xE1, b"Exif\0\0" + upright(6))])

    # several scans, a comment between them, a film after the picture
    progressive = encoded(picture(), "JPEG", quality=85, progressive=True)
    film = struct.pack(">I4s", 28, b"ftyp") + b"mp42 SECRET film...."
    moving = before_scans(with_segments(progressive, [segment(0xE1, exif(1))]), segment(0xFE, b"SECRET between"))
    yield "moving.jpg", moving + film, progressive

    # no JFIF, Adobe's colours (four of them), restart markers
    inks = encoded(picture().convert("CMYK"), "JPEG", quality=85, restart_marker_blocks=2)
    adobe = segment(0xEE, b"Adobe" + struct.pack(">HHHB", 100, 0, 0, 0))
    assert adobe in inks
    told = b"Adobe" + struct.pack(">HHHB", 101, 0x1234, 0, 0) + b"SECRET"
    yield "print.jpg", inks.replace(adobe, segment(0xE1, exif(3)) + segment(0xEE, told)), inks.replace(
        adobe, segment(0xE1, b"Exif\0\0" + upright(3)) + adobe)


# PNG

def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pngs():
    plain = encoded(picture().quantize(16), "PNG", transparency=3)
    header = 8 + 25
    told = [
        chunk(b"iCCP", b"SECRET monitor\0\0" + zlib.compress(PROFILE)),
        chunk(b"pHYs", struct.pack(">IIB", 3779, 3779, 1)),
        chunk(b"tEXt", b"Author\0SECRET Jan de Vries"),
        chunk(b"zTXt", b"SECRET\0\0" + zlib.compress(b"SECRET")),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0SECRET"),
        chunk(b"tIME", struct.pack(">HBBBBB", 2026, 11, 20, 14, 30, 22)),
        chunk(b"vpAg", b"SECRET"),
    ]
    end = plain.index(b"IEND") - 4
    screen = plain[:header] + b"".join(told) + plain[header:end] + chunk(b"eXIf", exif(8)[6:]) + plain[end:]
    # what an editor left of the larger picture when it was cropped
    screen += encoded(picture(48, 48, 5), "PNG")[60:] + b"SECRET"
    yield "screen.png", screen, plain[:header] + chunk(b"eXIf", upright(8)) + plain[header:]

    frames = [picture(24, 24, shift) for shift in (0, 60, 120)]
    moving = encoded(frames[0], "PNG", save_all=True, append_images=frames[1:], duration=80)
    end = moving.index(b"IEND") - 4
    yield "moving.png", moving[:end] + chunk(b"tEXt", b"Comment\0SECRET") + moving[end:], moving


# WebP

def riff(chunks):
    data = b"WEBP" + b"".join(kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
                              for kind, data in chunks)
    return b"RIFF" + struct.pack("<I", len(data)) + data


def split(webp):
    at, chunks = 12, []
    while at < len(webp):
        kind, length = struct.unpack("<4sI", webp[at:at + 8])
        chunks.append((kind, webp[at + 8:at + 8 + length]))
        at += 8 + length + length % 2
    return chunks


def extended(flags, width, height):
    return b"VP8X", bytes([flags, 0, 0, 0]) + struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]


def webps():
    seen = picture()
    seen.putalpha(200)
    told = encoded(seen, "WEBP", quality=70, exif=exif(5), xmp=XMP, icc_profile=PROFILE)
    bits = [(kind, data) for kind, data in split(told) if kind in (b"ALPH", b"VP8 ")]
    told = told[:-1] + told[-1:] + b"SECRET trailer"
    yield "photo.webp", told, riff([extended(0x18, 64, 48), *bits, (b"EXIF", upright(5))])

    frames = [picture(24, 24, shift) for shift in (0, 60, 120)]
    moving = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=80, lossless=True)
    bits = split(moving)
    hidden = [(kind, data + (b"note" + struct.pack("<I", 6) + b"SECRET" if kind == b"ANMF" else b""))
              for kind, data in bits]
    hidden.append((b"XMP ", b"SECRET"))
    yield "moving.webp", riff(hidden), moving

    yield "plain.webp", riff([*split(encoded(picture(), "WEBP")), (b"note", b"SECRET")]), encoded(picture(), "WEBP")


for name, camera, clean in [*jpegs(), *pngs(), *webps()]:
    assert b"SECRET" in camera and b"SECRET" not in clean
    # both are the same picture to a decoder that is not ours
    one, other = Image.open(io.BytesIO(camera)), Image.open(io.BytesIO(clean))
    for frame in range(getattr(one, "n_frames", 1) if name != "camera.jpg" else 1):
        one.seek(frame), other.seek(frame)
        assert one.tobytes() == other.tobytes(), name
    tags = dict(other.getexif())
    assert set(tags) <= {0x112} and tags.get(0x112, 1) == one.getexif().get(0x112, 1), (name, tags)
    stem, ending = name.split(".")
    (HERE / name).write_bytes(camera)
    (HERE / f"{stem}.clean.{ending}").write_bytes(clean)
