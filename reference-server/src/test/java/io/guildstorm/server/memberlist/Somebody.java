package io.guildstorm.server.memberlist;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.Presence.Status;
import java.util.List;

/// Sessions of some users that stand together, without any delivery.
final class Somebody implements Recipient {
    private final List<UserId> users;
    volatile Status status = Status.ONLINE;

    Somebody(List<UserId> users) {
        this.users = users;
    }

    Somebody(long user, Status status) {
        this(List.of(new UserId(user)));
        this.status = status;
    }

    @Override
    public Lane lane() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int sessions() {
        return users.size();
    }

    @Override
    public UserId user(int number) {
        return users.get(number);
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    public boolean passive() {
        return false;
    }

    @Override
    public void deliver(EncodedEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void abandon(String reason) {
        throw new UnsupportedOperationException();
    }
}
