package io.guildstorm.scenarios.run.hot;

import io.guildstorm.reports.record.Audit;

/// Sessions without sockets, in one round; what they got is never added to what real ones got.
public record InProcess(long sessions, Audit audit) {}
