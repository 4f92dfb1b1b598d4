package io.guildstorm.server.client;

import java.util.List;

/// A client library, signed in, as the tests need it. Calls block until the library says that they are done, at most
/// for a while; what comes in is told to the [Inbox] that it was made with.
interface ChatClient extends AutoCloseable {
    /// @return the message's id
    String send(String content) throws Exception;

    /// Hands all of them to the library at once, which orders and holds them back as its rate limits want.
    void sendAll(List<String> contents) throws Exception;

    void edit(String message, String content) throws Exception;

    void delete(String message) throws Exception;

    void type() throws Exception;

    /// @param status `online`, `idle`, `dnd` or `invisible`
    void be(String status) throws Exception;

    /// @return the thread's id
    String startThread(String message, String name) throws Exception;

    void sendIn(String thread, String content) throws Exception;

    /// Contents, newest first, read page by page.
    List<String> history(int count) throws Exception;

    /// Whom the library holds in its cache of the guild's members.
    List<String> cachedMembers() throws Exception;

    @Override
    void close();
}
