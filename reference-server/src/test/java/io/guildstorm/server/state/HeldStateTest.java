package io.guildstorm.server.state;

class HeldStateTest extends SharedStateContract {
    private final HeldState state = new HeldState();

    @Override
    SharedState state() {
        return state;
    }
}
