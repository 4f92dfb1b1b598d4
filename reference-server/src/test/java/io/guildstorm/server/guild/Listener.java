package io.guildstorm.server.guild;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.Message;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A session that remembers what it was given. While it is stuck, its lane stands.
final class Listener implements Recipient {
    private final Lane lane;
    final List<EncodedEvent> heard = new CopyOnWriteArrayList<>();
    final List<String> abandoned = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch stuck = new CountDownLatch(0);

    Listener(Lane lane) {
        this.lane = lane;
    }

    void stick() {
        stuck = new CountDownLatch(1);
    }

    void release() {
        stuck.countDown();
    }

    List<Message> messages() {
        return heard.stream()
                .map(EncodedEvent::event)
                .filter(GuildEvent.MessageCreated.class::isInstance)
                .map(event -> ((GuildEvent.MessageCreated) event).message())
                .toList();
    }

    List<GuildEvent> events() {
        return heard.stream().map(EncodedEvent::event).toList();
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public boolean passive() {
        return false;
    }

    @Override
    public void deliver(EncodedEvent event) {
        try {
            stuck.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        heard.add(event);
    }

    @Override
    public void abandon(String reason) {
        abandoned.add(reason);
    }
}
