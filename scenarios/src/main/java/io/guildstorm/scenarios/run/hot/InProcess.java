package io.guildstorm.scenarios.run.hot;

import io.guildstorm.reports.record.Audit;

/// Sessions without sockets, in one round; what they got is never added to what real ones got.
/// @param passive of them, those that do not have the guild open
public record InProcess(long sessions, long passive, Audit audit) {}
