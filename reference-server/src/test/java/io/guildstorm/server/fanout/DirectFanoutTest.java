package io.guildstorm.server.fanout;

class DirectFanoutTest extends FanoutContract {
    @Override
    protected FanoutStrategy strategy() {
        return new DirectFanout();
    }
}
