package io.guildstorm.scenarios.gatling;

/// The active users of one busy channel.
///
/// `guildstorm run hot-channel` starts it beside a swarm of passive readers. Alone, against any server that speaks
/// the protocol: `mvn -Dquick -pl scenarios -am package gatling:test -Dgs.demo=demo.json`. Settings: [LoadSettings].
public final class HotChannelSimulation extends ChannelSimulation {
    public HotChannelSimulation() {
        super(0);
    }
}
