package io.guildstorm.server.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/// The addresses that count as one client: one of IPv4, or the 64 leading bits of IPv6, as whoever has one address of
/// these has all of them.
record AddressBlock(boolean v6, long bits) {
    static AddressBlock of(InetAddress address) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address
                ? new AddressBlock(true, bytes.getLong())
                : new AddressBlock(false, bytes.getInt());
    }
}
