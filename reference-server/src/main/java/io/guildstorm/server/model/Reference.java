package io.guildstorm.server.model;

/// What a message refers to. Whoever sees the message sees that channel too: it is the message's own, or the parent of
/// the thread that the message stands in.
/// @param channel where it stands
/// @param message it may have been deleted since
public record Reference(Kind kind, ChannelId channel, MessageId message) {
    /// What the reference makes of a message, with the numbers of Discord's public API.
    public enum Kind {
        REPLY(19),
        /// The first message of a thread that began on a message: it says nothing itself, and stays as long as its
        /// thread.
        THREAD_STARTER(21);

        private final int messageType;

        Kind(int messageType) {
            this.messageType = messageType;
        }

        /// Of the message that refers.
        public int messageType() {
            return messageType;
        }
    }

    public static Reference reply(ChannelId channel, MessageId to) {
        return new Reference(Kind.REPLY, channel, to);
    }
}
