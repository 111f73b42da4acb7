"""A desktop portal for tests/real_window/program.rs: owns the portal's name on the session's bus and misbehaves.

silent   never answers anything, as a portal whose backend does not start
no-dialog   answers, but no dialog ever comes up
PATH   answers, and its dialog chooses this file at once
"""

import os
import signal
import sys

from gi.repository import Gio, GLib

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
XML = """
<node><interface name="org.freedesktop.portal.FileChooser">
  <method name="OpenFile">
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
    <arg type="o" direction="out"/>
  </method>
  <property name="version" type="u" access="read"/>
</interface></node>
"""

mode = sys.argv[1]
bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def called(connection, sender, path, interface, method, arguments, invocation):
    token = arguments.unpack()[2]["handle_token"]
    handle = f"{PATH}/request/{sender[1:].replace('.', '_')}/{token}"
    invocation.return_value(GLib.Variant("(o)", (handle,)))
    if mode != "no-dialog":
        answer = GLib.Variant("(ua{sv})", (0, {"uris": GLib.Variant("as", [GLib.filename_to_uri(mode)])}))
        GLib.timeout_add(500, lambda: respond(connection, sender, handle, answer))


def respond(connection, sender, handle, answer):
    connection.emit_signal(sender, handle, "org.freedesktop.portal.Request", "Response", answer)
    return False


def read(*_):
    return GLib.Variant("u", 4)


interface = Gio.DBusNodeInfo.new_for_xml(XML).interfaces[0]
bus.register_object(PATH, interface, called, read, None)
request = GLib.Variant("(su)", (NAME, 0))
bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName", request, None, 0, -1)
print("ready", flush=True)
if mode == "silent":
    os.kill(os.getpid(), signal.SIGSTOP)
GLib.MainLoop().run()
