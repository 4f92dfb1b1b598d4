/// What a run leaves behind and what is made of it: record, series, verdict, charts, page.
/// - **Called by** `scenarios.run`, which hands over figures and a folder, and by the command line, which renders
/// again.
/// - **Calls** nothing of ours and starts no process.
@NullMarked
package io.guildstorm.reports;

import org.jspecify.annotations.NullMarked;
