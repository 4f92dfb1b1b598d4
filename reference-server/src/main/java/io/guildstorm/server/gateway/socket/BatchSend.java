package io.guildstorm.server.gateway.socket;

/// A way to give the entries of a [SocketBatch] to the kernel. What a socket does not take at once it does not take:
/// nothing waits.
///
/// **Owner:** one lane.
sealed interface BatchSend permits SystemSend, SendRing {
    /// How many entries are worth collecting.
    int entriesMax();

    /// Tells of each entry how much of it was taken, in [Entries#sent].
    void send(Entries entries);
}
