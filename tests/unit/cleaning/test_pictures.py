"""A photo keeps its pixels and the way it is turned, and tells nothing else."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms
from PIL.PngImagePlugin import PngInfo

from jobs.cleaning import CannotClean, cleaned
from jobs.cleaning.pictures import is_common, orientation

NEEDLE = "needle-38.04,114.51"
EXIF_MAKE, EXIF_TURNED, EXIF_ARTIST, EXIF_GPS = 0x010F, 0x0112, 0x013B, 0x8825


def picture(mode: str = "RGB") -> Image.Image:
    return Image.linear_gradient("L").resize((64, 48)).convert(mode)


def exif(turned: int = 1) -> bytes:
    told = Image.Exif()
    told[EXIF_MAKE], told[EXIF_ARTIST], told[EXIF_TURNED] = NEEDLE, NEEDLE, turned
    told[EXIF_GPS] = {1: "N", 2: (38.0, 2.0, 4.0), 29: NEEDLE}
    return told.tobytes()


def saved(image: Image.Image, kind: str, **told: object) -> bytes:
    held = io.BytesIO()
    image.save(held, kind, **told)
    return held.getvalue()


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def same_pixels(one: bytes, other: bytes) -> bool:
    first, second = opened(one), opened(other)
    return (
        first.size == second.size and not ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox()
    )


def jpegs() -> dict[str, bytes]:
    xmp = f"<x:xmpmeta>{NEEDLE}</x:xmpmeta>".encode()
    plain = saved(picture(), "JPEG", exif=exif(), comment=NEEDLE.encode(), xmp=xmp)
    iptc = b"\xff\xed" + struct.pack(">H", 2 + len(NEEDLE)) + NEEDLE.encode()
    return {
        "exif, xmp, comment": plain,
        "iptc": plain[:2] + iptc + plain[2:],
        "a film behind the end": plain + b"\0\0\0\x18ftypmp42" + NEEDLE.encode(),
        "progressive": saved(picture(), "JPEG", exif=exif(), progressive=True),
        "grey": saved(picture("L"), "JPEG", exif=exif()),
        "four colours": saved(picture("CMYK"), "JPEG", exif=exif()),
        "fill bytes": plain[:2] + b"\xff\xff" + plain[2:],
    }


@pytest.mark.parametrize("which", jpegs())
def test_a_jpeg_is_the_same_picture_without_its_story(which: str) -> None:
    content = jpegs()[which]
    clean = cleaned(content, "image/jpeg")
    assert NEEDLE.encode() in content
    assert NEEDLE.encode() not in clean
    assert same_pixels(content, clean)
    assert not dict(opened(clean).getexif())
    assert cleaned(clean, "image/jpeg") == clean


@pytest.mark.parametrize("turned", range(1, 9))
def test_the_way_a_photo_is_turned_stays(turned: int) -> None:
    clean = cleaned(saved(picture(), "JPEG", exif=exif(turned)), "image/jpeg")
    assert dict(opened(clean).getexif()) == ({} if turned == 1 else {EXIF_TURNED: turned})
    assert NEEDLE.encode() not in clean
    clean = cleaned(saved(picture(), "WEBP", exif=exif(turned)), "image/webp")
    assert dict(opened(clean).getexif()) == ({} if turned == 1 else {EXIF_TURNED: turned})


def test_a_common_colour_profile_stays_and_one_of_a_device_goes() -> None:
    common = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    measured = common.replace(b"cprt", b"mmod")
    assert is_common(common)
    assert not is_common(measured)
    assert not is_common(b"")
    for kind in ("JPEG", "WEBP"):
        assert opened(cleaned(saved(picture(), kind, icc_profile=common), "")).info.get("icc_profile") == common
        assert not opened(cleaned(saved(picture(), kind, icc_profile=measured), "")).info.get("icc_profile")


def test_a_png_keeps_what_shows_it() -> None:
    told = PngInfo()
    told.add_text("Author", NEEDLE)
    told.add_itxt("XML:com.adobe.xmp", NEEDLE, zip=False)
    content = saved(picture("RGBA"), "PNG", pnginfo=told, exif=exif(), dpi=(300, 300)) + NEEDLE.encode()
    clean = cleaned(content, "image/png")
    assert NEEDLE.encode() not in clean
    assert same_pixels(content, clean)
    assert opened(clean).info.get("dpi") is not None
    unknown = content[:33] + _chunk(b"TELL", NEEDLE.encode()) + content[33:]
    with pytest.raises(CannotClean):
        cleaned(unknown, "image/png")


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def test_webp_and_gif_lose_their_comments_and_keep_their_frames() -> None:
    frames = [picture().rotate(angle) for angle in (0, 90)]
    for kind in ("WEBP", "GIF"):
        told = {"exif": exif(), "xmp": NEEDLE.encode()} if kind == "WEBP" else {"comment": NEEDLE.encode()}
        content = saved(frames[0], kind, save_all=True, append_images=frames[1:], loop=0, duration=100, **told)
        clean = cleaned(content, "")
        assert NEEDLE.encode() in content
        assert NEEDLE.encode() not in clean
        assert opened(clean).n_frames == 2
        assert opened(clean).info["loop"] == 0
        assert same_pixels(content, clean)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_that_breaks_off_is_not_called_clean(kind: str) -> None:
    content = saved(picture(), kind)
    for most in (12, 20, 40, len(content) // 2, len(content) - 3):
        with pytest.raises(CannotClean):
            cleaned(content[:most], "")


@given(
    st.binary(max_size=200), st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x20\0\0\0WEBP", b"GIF89a"])
)
def test_whatever_comes_it_is_clean_or_said_not_to_be(noise: bytes, head: bytes) -> None:
    with contextlib.suppress(CannotClean):
        assert cleaned(head + noise, "")[:3] == head[:3]


@given(st.binary(max_size=60))
def test_any_exif_is_turned_some_way(noise: bytes) -> None:
    assert 1 <= orientation(b"MM\0*" + noise) <= 8
