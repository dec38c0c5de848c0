"""A real RTSP server: GStreamer's, from Debian's gir1.2-gst-rtsp-server-1.0. Run by Debian's own Python, not by ours.

``/usr/bin/python3 rtsp_server.py FOLDER < ORDER``: ORDER is JSON with ``port`` (0: any), ``user``, ``password``, ``scheme`` (basic, digest),
``codec`` (h264, h265), ``sound`` ("", pcma, aac), ``fps``, ``key`` (frames between key frames), ``size``. The port is written to
FOLDER/port once it listens. Each picture carries the time at which it was made, in milliseconds since 1970, as 40 black or white bars
across its whole height: whoever decodes it knows exactly when it was taken.

A line on the standard input afterwards changes the film: ``size 480x270`` makes the pictures larger from then on.
"""

import json
import os
import sys
import threading
import time
from pathlib import Path

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
gi.require_version("GstRtsp", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

BITS = 40
VIDEO = {
    "h264": "openh264enc gop-size={key} complexity=low bitrate=300000 ! h264parse config-interval={config} ! rtph264pay name=pay0 pt=96",
    "h265": 'x265enc key-int-max={key} speed-preset=ultrafast tune=zerolatency option-string="bframes=0:pools=1:frame-threads=1:log-level=none"'
    " ! h265parse config-interval={config} ! rtph265pay name=pay0 pt=96",
}
SOUND = {
    "pcma": "appsrc name=sound is-live=true do-timestamp=true format=time ! alawenc ! rtppcmapay name=pay1 pt=8",
    "aac": "appsrc name=sound is-live=true do-timestamp=true format=time ! audioconvert ! audioresample ! voaacenc ! aacparse ! rtpmp4gpay name=pay1 pt=97",
}
RATE = 8000


class Film:
    """Pictures at a steady pace, each with the time at which it was made."""

    def __init__(self, order):
        self.width, self.height = (int(part) for part in order.get("size", "320x180").split("x"))
        self.fps = int(order.get("fps", 10))
        self.sources, self.sounds = [], []
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        due = time.time()
        while True:
            due += 1 / self.fps
            time.sleep(max(0, due - time.time()))
            picture = self.picture(time.time())
            for source in list(self.sources):
                source.emit("push-buffer", Gst.Buffer.new_wrapped(picture))
            for source in list(self.sounds):
                source.emit("push-buffer", Gst.Buffer.new_wrapped(b"\x00\x08\x00\xf8" * (RATE // self.fps // 2)))

    def picture(self, at):
        number, wide = int(at * 1000), self.width // BITS
        row = b"".join((b"\xeb" if number >> (BITS - 1 - bit) & 1 else b"\x10") * wide for bit in range(BITS))
        row += b"\x80" * (self.width - len(row))
        return row * self.height + b"\x80" * (self.width * self.height // 2)

    def caps(self):
        return Gst.Caps.from_string(f"video/x-raw,format=I420,width={self.width},height={self.height},framerate={self.fps}/1")

    def resize(self, words):
        self.width, self.height = (int(part) for part in words.split("x"))
        for source in self.sources:
            source.set_property("caps", self.caps())

    def configure(self, _factory, media):
        source = media.get_element().get_by_name("film")
        source.set_property("caps", self.caps())
        self.sources.append(source)
        media.connect("unprepared", lambda _media: self.sources.remove(source))
        if sound := media.get_element().get_by_name("sound"):
            sound.set_property(
                "caps", Gst.Caps.from_string(f"audio/x-raw,format=S16LE,layout=interleaved,rate={RATE},channels=1")
            )
            self.sounds.append(sound)
            media.connect("unprepared", lambda _media: self.sounds.remove(sound))


def launch(order):
    video = VIDEO[order.get("codec", "h264")].format(key=order.get("key", 10), config=order.get("config", -1))
    sound = SOUND.get(order.get("sound", ""), "")
    return f"( appsrc name=film is-live=true do-timestamp=true format=time ! videoconvert ! {video} {sound} )"


def guard(server, factory, order):
    """Only who knows the password gets in, asked for as the order says."""
    auth, token = GstRtspServer.RTSPAuth(), GstRtspServer.RTSPToken()
    token.set_string(GstRtspServer.RTSP_TOKEN_MEDIA_FACTORY_ROLE, "clerk")
    if order.get("scheme") == "basic":
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(order["user"], order["password"]), token)
    else:
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest(order["user"], order["password"], token)
    server.set_auth(auth)
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_permission_for_role("clerk", "media.factory.access", True)
    permissions.add_permission_for_role("clerk", "media.factory.construct", True)
    factory.set_permissions(permissions)


def main(folder):
    Gst.init(None)
    order = json.loads(sys.stdin.readline() or "{}")
    film = Film(order)
    server, factory = GstRtspServer.RTSPServer(), GstRtspServer.RTSPMediaFactory()
    server.set_address("127.0.0.1")
    server.set_service(str(order.get("port", 0)))
    factory.set_launch(launch(order))
    factory.set_shared(True)
    factory.connect("media-configure", film.configure)
    server.get_mount_points().add_factory("/live", factory)
    if order.get("user"):
        guard(server, factory, order)
    server.attach(None)
    (folder / "port.part").write_text(str(server.get_bound_port()))
    (folder / "port.part").rename(folder / "port")
    threading.Thread(target=listen, args=(film,), daemon=True).start()
    GLib.MainLoop().run()


def listen(film):
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        if word == "size":
            film.resize(rest)
    os._exit(0)  # whoever started us is gone


if __name__ == "__main__":
    main(Path(sys.argv[1]))
