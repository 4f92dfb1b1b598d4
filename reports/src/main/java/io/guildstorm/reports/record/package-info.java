/// The folder of a run and its `run.json`, a public interface: other programs read it.
/// - **Called by** everyone who writes or reads a run. **Calls** Jackson only.
/// - **Owner** nobody: all types are immutable, drafts excepted, which belong to the thread that fills them.
///
/// Names become snake_case. Durations are milliseconds and end in `Ms`, bytes end in `Bytes`, seconds of CPU in `S`.
/// **Unknown is null, never 0**, so what may be unknown is a boxed type. A field keeps its name and meaning; new ones
/// may
/// be added (boxed, as older files lack them); a breaking change raises [RunRecord#SCHEMA]. Start at [RunRecord].
@NullMarked
package io.guildstorm.reports.record;

import org.jspecify.annotations.NullMarked;
