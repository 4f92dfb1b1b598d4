package io.guildstorm.server.presence;

import io.guildstorm.server.wire.ShownStatus;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// A user who has a device or is shown by somebody. Iterates over its devices.
///
/// **Owner:** its presence server.
final class PresentUser implements Iterable<ConnectedDevice> {
    final long id;
    private @Nullable ConnectedDevice first;
    /// Lanes with sessions that show it, as bits: lanes whose numbers agree modulo 64 share one.
    long watchedBy;
    /// What its devices come to, told or not.
    byte resolved;
    /// What others were told last.
    byte published;
    /// A change waits to be told, until then.
    boolean waits;
    int dueTick;

    PresentUser(long id) {
        this.id = id;
    }

    boolean hasDevices() {
        return first != null;
    }

    ShownStatus published() {
        return new ShownStatus(published);
    }

    @Nullable
    ConnectedDevice device(long device) {
        for (var one = first; one != null; one = one.next) {
            if (one.id == device) {
                return one;
            }
        }
        return null;
    }

    void add(ConnectedDevice device) {
        device.next = first;
        first = device;
    }

    void remove(ConnectedDevice device) {
        if (first == device) {
            first = device.next;
            return;
        }
        for (var one = first; one != null; one = one.next) {
            if (one.next == device) {
                one.next = device.next;
                return;
            }
        }
    }

    @Override
    public Iterator<ConnectedDevice> iterator() {
        return new Iterator<>() {
            private @Nullable ConnectedDevice at = first;

            @Override
            public boolean hasNext() {
                return at != null;
            }

            @Override
            public ConnectedDevice next() {
                var one = at;
                if (one == null) {
                    throw new NoSuchElementException();
                }
                at = one.next;
                return one;
            }
        };
    }
}
