"""An accessibility service for tests/real_window/program.rs: says that a screen reader runs, and names the bus in its argument."""

import sys

from gi.repository import Gio, GLib

NAME = "org.a11y.Bus"
PATH = "/org/a11y/bus"
XML = """
<node>
  <interface name="org.a11y.Bus"><method name="GetAddress"><arg type="s" direction="out"/></method></interface>
  <interface name="org.a11y.Status">
    <property name="IsEnabled" type="b" access="readwrite"/>
    <property name="ScreenReaderEnabled" type="b" access="readwrite"/>
  </interface>
</node>
"""

address = sys.argv[1]
bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def called(connection, sender, path, interface, method, arguments, invocation):
    invocation.return_value(GLib.Variant("(s)", (address,)))


def read(*_):
    return GLib.Variant("b", True)


for interface in Gio.DBusNodeInfo.new_for_xml(XML).interfaces:
    bus.register_object(PATH, interface, called, read, None)
request = GLib.Variant("(su)", (NAME, 0))
bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName", request, None, 0, -1)
print("ready", flush=True)
GLib.MainLoop().run()
